"""What search engines may look at: nothing until the site has its public address."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from pages.views.reading import for_reading

_PUBLIC = """\
User-agent: *
Disallow: /admin/
Disallow: /comment/
Disallow: /search/
Disallow: /sent/
"""
_CLOSED = "User-agent: *\nDisallow: /\n"


@for_reading
def robots(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(_PUBLIC if settings.IS_PUBLIC else _CLOSED, content_type="text/plain")
