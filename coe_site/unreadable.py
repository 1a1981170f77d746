"""Refuse, as 400 and before anything else looks, what no browser sends and PostgreSQL cannot store."""

from collections.abc import Callable
from urllib.parse import unquote

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

NUL = "\x00"


class RefuseUnreadableMiddleware:
    """NUL in a filter, a primary key or a text is an error 500 deep in the admin and the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NUL in request.path or NUL in unquote(request.META.get("QUERY_STRING", "")):
            raise BadRequest("NUL in the address")
        # Public forms say so beside the field; the admin's actions have no form to say it.
        if request.method == "POST" and request.path.startswith("/admin/"):
            for name, values in request.POST.lists():
                if NUL in name or any(NUL in value for value in values):
                    raise BadRequest("NUL in the form")
        return self.get_response(request)
