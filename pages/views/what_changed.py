"""The public log of what changed, of the site and of one page."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pages.models import PageRevision
from pages.navigation import SitePage, SiteTree, site_tree_of
from pages.views.reading import for_reading
from pages.what_changed import changes_to_page, changes_to_site

_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Change:
    page: SitePage
    at: datetime
    note: str  # empty: it is how the page began


@for_reading
def what_changed(request: HttpRequest) -> HttpResponse:
    tree = site_tree_of(request)
    listed = Paginator(changes_to_site(tree=tree), _A_PAGE).get_page(request.GET.get("page"))
    context = {
        "listed": listed,
        "changes": _changes(list(listed), tree=tree),
        "address": reverse("what_changed"),
        "feed_url": reverse("what_changed_feed"),
    }
    return render(request, "pages/what_changed.html", context)


@for_reading
def what_changed_on_page(request: HttpRequest, path: str) -> HttpResponse:
    tree = site_tree_of(request)
    page = tree.find(path)
    if page is None or not path:
        raise Http404("No page has this address.")
    listed = Paginator(changes_to_page(page), _A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "breadcrumbs": [*tree.breadcrumbs(path), page],
        "listed": listed,
        "changes": _changes(list(listed), tree=tree),
        "address": reverse("what_changed_on_page", args=[path]),
        "feed_url": reverse("what_changed_on_page_feed", args=[path]),
    }
    return render(request, "pages/what_changed.html", context)


def _changes(revisions: list[PageRevision], *, tree: SiteTree) -> list[Change]:
    by_pk = {page.pk: page for page in tree.pages}
    return [
        Change(
            page=by_pk[revision.page_id],
            at=revision.published_at,
            note=revision.change_note if revision.is_notable else "",
        )
        for revision in revisions
        if revision.published_at is not None
    ]
