"""One JSON line for each request and each complaint, with nothing in it about a person.

No address beyond the route's pattern, no query string, no IP, no user agent, no name; and of an
exception its kind and the lines of code it came through, because its message may quote what
somebody typed.
"""

import json
import logging
import sys
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist, TemplateSyntaxError

logger = logging.getLogger("coe_site.request")

# Their messages speak of our code or of the connection, never of what was typed.
_MESSAGE_IS_SAFE = (
    AttributeError,
    ImportError,
    ImproperlyConfigured,
    NameError,
    TemplateDoesNotExist,
    TemplateSyntaxError,
    TypeError,
    psycopg.InterfaceError,
    psycopg.OperationalError,
)


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
        }
        line |= getattr(record, "request_facts", None) or {"message": record.getMessage()}
        if record.exc_info and record.exc_info[1]:
            line["exception"] = describe_exception(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


class RequestLogMiddleware:
    """Outermost, so that its status and time are what the visitor got."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        logger.log(
            logging.ERROR if response.status_code >= 500 else logging.INFO,
            "request",
            extra={
                "request_facts": {
                    "method": request.method,
                    "route": f"/{match.route}" if match else None,
                    "status": response.status_code,
                    "milliseconds": round((time.perf_counter() - began) * 1000, 1),
                }
            },
            exc_info=failure_of(request),
        )
        return response


def failure_of(request: HttpRequest) -> BaseException | None:
    """The exception nothing caught, wherever in the request it was raised."""
    failure: BaseException | None = request.META.get("coe_site.failure")
    return failure


def remember_failure(request: HttpRequest, failure: BaseException | None) -> None:
    request.META["coe_site.failure"] = failure


def describe_exception(failure: BaseException) -> list[str]:
    """From the first cause to what came of it, each with the lines of code it passed."""
    lines: list[str] = []
    chain: list[BaseException] = []
    while failure not in chain:
        chain.insert(0, failure)
        failure = failure.__cause__ or failure.__context__ or failure
    for link in chain:
        frames = traceback.extract_tb(link.__traceback__)
        lines += [f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        lines.append(_name(link))
    return lines


def _name(failure: BaseException) -> str:
    kind = f"{type(failure).__module__}.{type(failure).__qualname__}"
    if isinstance(failure, psycopg.Error) and failure.sqlstate:
        about = (failure.sqlstate, failure.diag.table_name, failure.diag.constraint_name)
        return f"{kind} ({', '.join(filter(None, about))})"
    if isinstance(failure, _MESSAGE_IS_SAFE):
        return f"{kind}: {failure}"
    return kind


def _on_unhandled(request: HttpRequest | None = None, **_: object) -> None:
    if request is not None:
        remember_failure(request, sys.exc_info()[1])


# Django turns an exception into a response before any middleware of ours can see it; this signal
# is the only place that gets both.
got_request_exception.connect(_on_unhandled, dispatch_uid="coe_site.request_log")
