"""What search engines may look at: nothing until the site has its public address."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

_PUBLIC = """\
User-agent: *
Disallow: /admin/
Disallow: /comment/
Disallow: /search/
Disallow: /sent/
"""
_CLOSED = "User-agent: *\nDisallow: /\n"


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(_PUBLIC if settings.IS_PUBLIC else _CLOSED, content_type="text/plain")
