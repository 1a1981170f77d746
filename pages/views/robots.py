"""What search engines may look at: nothing until the site has its public address."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from pages.views.reading import for_reading

_PUBLIC = """\
User-agent: *
Disallow: /admin/
Disallow: /comment/
Disallow: /preview/
Disallow: /print/
Disallow: /search/
Disallow: /sent/
"""
_CLOSED = "User-agent: *\nDisallow: /\n"


@for_reading
def robots(_request: HttpRequest) -> HttpResponse:
    words = _CLOSED
    if settings.IS_PUBLIC:
        words = f"{_PUBLIC}Sitemap: {settings.SITE_URL}{reverse('sitemap')}\n"
    return HttpResponse(words, content_type="text/plain")
