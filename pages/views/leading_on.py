"""No page has this address: lead on to where the page stands now, or say what became of it.

Django asks here at every 404, so that a page which is where it was asked for pays nothing, and
an address without its last slash is led on in one step.
"""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.defaults import page_not_found

from pages.addresses import RESERVED_NAMES
from pages.finding import (
    FoundElsewhere,
    find_elsewhere,
    find_seen_before,
    is_archived,
    nearest_above,
)
from pages.navigation import SitePage, site_tree_of

# They follow the page they are about: who reads its feed goes on reading it.
_ABOUT_A_PAGE = {"print", "what_changed_on_page", "what_changed_on_page_feed"}
_KEPT_FOR = timedelta(hours=1)
# A move may be thought better of: a browser that had kept “it went there” would be sent to and fro.
_SETTLED_AFTER = timedelta(days=1)
# More than any link needs, and less than Django refuses to put into an answer.
_LONGEST_QUERY = 2_000


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    match = request.resolver_match
    about = match.url_name if match and match.url_name in _ABOUT_A_PAGE else None
    path = match.kwargs["path"] if match and about else request.path_info[1:].removesuffix("/")
    if request.method in {"GET", "HEAD"} and (about or not _is_reserved(path)):
        found = find_elsewhere(request, path)
        address = _address(found.page, about) if found else request.path_info
        if found and address != request.path_info:
            return lead_on(request, found, address)
    now = find_seen_before(path)
    if now is None or now in site_tree_of(request):  # what is asked for about a page, or sent
        return page_not_found(request, exception)
    context = {"section": nearest_above(request, path)}
    if is_archived(now):
        return render(request, "pages/gone.html", context, status=410)
    return render(request, "pages/away.html", context, status=404)


def lead_on(request: HttpRequest, found: FoundElsewhere, address: str) -> HttpResponse:
    """To an address of this site: `address` is made of the page's own path."""
    query = request.META.get("QUERY_STRING", "")
    if query and len(query) <= _LONGEST_QUERY:
        address += f"?{query}"
    response = HttpResponsePermanentRedirect(address)
    moved_at = found.moved_at
    if moved_at is not None and timezone.now() - moved_at < _SETTLED_AFTER:
        patch_cache_control(response, no_cache=True)
    else:
        # Not for ever: somebody may take the page back there.
        patch_cache_control(response, max_age=int(_KEPT_FOR.total_seconds()))
    return response


def _address(page: SitePage, about: str | None) -> str:
    return reverse(about, args=[page.path]) if about and page.path else page.url


def _is_reserved(path: str) -> bool:
    return path.split("/", 1)[0] in RESERVED_NAMES
