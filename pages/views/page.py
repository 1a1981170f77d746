"""One page of the site, for a reader."""

import html as html_entities
import re
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from pages.feedback_terms.inheriting import terms_for
from pages.filling_slots import fill_slots
from pages.finding import find_published_page
from pages.models import Page, PageRevision
from pages.navigation import show_in_site_tree, site_tree_of
from pages.views.reading import for_reading

_PICTURE = re.compile(r'<img src="(/[^"]+)"')
_LEVELS_ON_THIS_PAGE = {2, 3}


@for_reading
def page(request: HttpRequest, path: str) -> HttpResponse:
    found = find_published_page(request, path)
    if found is None:
        raise Http404("No page has this address.")
    response = render(request, "pages/page.html", page_context(request, found))
    if _is_for_staff(request):
        patch_cache_control(response, private=True, no_store=True)
    return response


def page_context(
    request: HttpRequest, page: Page, *, revision: PageRevision | None = None
) -> dict[str, Any]:
    """What `pages/page.html` needs, for the live text or for a revision to preview."""
    is_preview = revision is not None
    revision = revision or page.published_revision
    if revision is None:
        raise Http404("No page has this address.")
    if is_preview:
        show_in_site_tree(request, revision)
    tree = site_tree_of(request)
    in_tree = tree.find(page.path)
    html = fill_slots(revision.html, tree=tree, is_for_staff=_is_for_staff(request))
    return {
        "page": page,
        "is_preview": is_preview,
        "revision": revision,
        "html": html,
        "headings": [one for one in revision.headings if one["level"] in _LEVELS_ON_THIS_PAGE],
        "terms": in_tree.terms if in_tree else terms_for(page),
        "breadcrumbs": tree.breadcrumbs(page.path),
        "section": tree.section(page.path),
        "has_pages_below": bool(in_tree and in_tree.children),
        "first_picture": first_picture_in(html),
        "previous_page": tree.previous(page.path),
        "next_page": tree.next(page.path),
    }


def first_picture_in(html: str) -> str:
    """Its address, for whoever shares a link to the page."""
    found = _PICTURE.search(html)
    return html_entities.unescape(found[1]) if found else ""


def _is_for_staff(request: HttpRequest) -> bool:
    """Only a visitor who brings a session is asked for: readers' pages must not vary by cookie."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return bool(request.user.is_authenticated and request.user.is_staff)
