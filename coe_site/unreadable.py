"""Refuse, as 400 and before anything else looks, what no browser sends and we could not read.

NUL in a filter, a primary key or a text is an error 500 deep in the admin and in PostgreSQL. A
content type with a charset of its own, or with a parameter in the extended notation, can make
Django fail while it builds the request, where no middleware can answer and none of our headers is
sent: so it is taken away before Django looks, and the middleware says 400.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import unquote

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

from coe_site.proxies import Environ, WSGIApplication

NUL = "\x00"
_MARK = "coe_site.unreadable"
_UTF_8 = re.compile(r';\s*charset="?utf-8"?\s*(?=;|$)', re.IGNORECASE)


def mark_unreadable(application: WSGIApplication) -> WSGIApplication:
    def wrapped(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not _is_plain_content_type(environ.get("CONTENT_TYPE") or ""):
            environ["CONTENT_TYPE"] = ""
            environ[_MARK] = "content type"
        return application(environ, start_response)

    return wrapped


def _is_plain_content_type(content_type: str) -> bool:
    rest = _UTF_8.sub("", content_type, count=1)
    return content_type.isascii() and "charset" not in rest.lower() and "*" not in rest


class RefuseUnreadableMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _MARK in request.META:
            raise BadRequest("unreadable content type")
        if NUL in request.path or NUL in unquote(request.META.get("QUERY_STRING", "")):
            raise BadRequest("NUL in the address")
        # Public forms say so beside the field; the admin's actions have no form to say it.
        if request.method == "POST" and request.path.startswith("/admin/"):
            for name, values in request.POST.lists():
                if NUL in name or any(NUL in value for value in values):
                    raise BadRequest("NUL in the form")
        return self.get_response(request)
