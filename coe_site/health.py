"""Two questions a proxy or a monitor asks: is the process alive, and can it do its work?"""

from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from coe_site.request_log import remember_failure


@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """Never touches the database: restarting us would not bring it back."""
    return _answer(200, "ok")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Bounded by the pool's own patience, also when the database is frozen."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError) as error:
        remember_failure(request, error)  # the log says why
        return _answer(503, "the database is away")
    return _answer(200, "ready")


def _answer(status: int, text: str) -> HttpResponse:
    response = HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-store"
    return response
