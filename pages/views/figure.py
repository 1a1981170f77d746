"""A figure's picture. Its address is made of its content, so browsers may keep it for good."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from pages.models import Figure, FigureType
from pages.views.reading import for_reading

_DIGEST = re.compile(r"[0-9a-f]{64}")
_TYPES = {kind.name.lower(): kind for kind in FigureType}
_HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",
    # Opened by itself a picture is a document, and it needs nothing.
    "Content-Security-Policy": "default-src 'none'; sandbox",
}


@for_reading
def figure(request: HttpRequest, digest: str, ending: str) -> HttpResponse:
    kind = _TYPES.get(ending)
    if kind is None or not _DIGEST.fullmatch(digest):
        raise Http404("No figure has this address.")
    kept = Figure.objects.filter(digest=digest, media_type=kind)
    content = kept.values_list("content", flat=True).first()
    if content is None:
        raise Http404("No figure has this address.")
    etag = f'"{digest}"'
    whole = HttpResponse(bytes(content), content_type=kind, headers={"ETag": etag})
    response = get_conditional_response(request, etag=etag, response=whole)
    assert isinstance(response, HttpResponse)
    for name, value in _HEADERS.items():
        response[name] = value
    return response
