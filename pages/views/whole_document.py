"""A page with all pages below it on one page, for paper and PDF."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from pages.navigation import site_tree_of
from pages.views.reading import for_reading
from pages.whole_document import parts_of


@for_reading
def whole_document(request: HttpRequest, path: str) -> HttpResponse:
    tree = site_tree_of(request)
    parts = parts_of(path, tree=tree, site_url=settings.SITE_URL)
    if not parts:
        raise Http404("No page has this address.")
    above = [page for page in tree.breadcrumbs(path) if page.path]
    context = {
        "document": parts[0],
        "parts": parts[1:],
        "part_above": above[0] if above else None,
        "now": timezone.now(),
    }
    return render(request, "pages/whole_document.html", context)
