"""A draft, for whoever holds a link to it: shown as it will be, and kept by nobody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pages.preview_links import find_previewed_page
from pages.views.page import page_context
from pages.views.reading import for_reading

_HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
    # The address is the key: no other site may learn it from a link that is followed.
    "Referrer-Policy": "no-referrer",
}


@for_reading
def preview(request: HttpRequest, token: str) -> HttpResponse:
    found = find_previewed_page(token)
    if found is None:
        # The same whatever the reason, so that nothing can be learnt by trying.
        response = render(request, "pages/preview_ended.html", status=404)
    else:
        context = page_context(request, found.page, revision=found.revision)
        is_live = found.page.published_revision_id == found.revision.pk
        context |= {"until": found.until, "is_live": is_live}
        response = render(request, "pages/preview.html", context)
    for name, value in _HEADERS.items():
        response[name] = value
    return response
