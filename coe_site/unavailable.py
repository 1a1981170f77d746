"""While the database is away: a clear page, status 503, with every word the visitor typed."""

from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.forms import ModelChoiceField
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from coe_site.request_log import failure_of, remember_failure
from feedback.forms import CONTRACT, FeedbackForm

RETRY_AFTER = "30"  # seconds

# Shown so that they can still be changed. A choice cannot be offered without the database, so it
# travels along unseen, as does whatever else was posted.
_LABELS = {
    name: str(FeedbackForm.base_fields[name].label)
    for name in CONTRACT
    if not isinstance(FeedbackForm.base_fields[name], ModelChoiceField)
}


class DatabaseAwayMiddleware:
    """Outside sessions, sign-in and all else that needs the database, and uses none of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # Raised in a middleware below us: Django has made it a 500 already.
        if response.status_code == 500 and _is_about_the_database(failure_of(request)):
            return explain_unavailable(request)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not _is_about_the_database(exception):
            return None
        remember_failure(request, exception)
        return explain_unavailable(request)


def explain_unavailable(request: HttpRequest) -> HttpResponse:
    context = {"action": request.get_full_path(), "fields": _typed_words(request)}
    response = HttpResponse(render_to_string("503.html", context), status=503)
    response["Retry-After"] = RETRY_AFTER
    response["Cache-Control"] = "no-store"
    return response


def _is_about_the_database(failure: BaseException | None) -> bool:
    """Waits that ran out are among them: a lock, a statement, the pool."""
    return isinstance(failure, (OperationalError, InterfaceError))


def _typed_words(request: HttpRequest) -> list[dict[str, object]]:
    if request.method != "POST" or not request.path.startswith("/comment/"):
        return []
    return [
        {
            "name": name,
            "value": value,
            "label": _LABELS.get(name, ""),
            "is_long": name == "details",
            "is_email": name == "email",
        }
        for name, values in request.POST.lists()
        for value in values
    ]
