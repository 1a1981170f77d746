"""Addresses that are only read."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt

P = ParamSpec("P")


def for_reading(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """GET and HEAD only. Whatever else comes is told so, not that its form was open too long:
    nothing is changed here, so there is nothing to forge."""

    @wraps(view)
    def reading(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method in {"GET", "HEAD"}:
            return view(request, *args, **kwargs)
        return HttpResponseNotAllowed(["GET", "HEAD"], render_to_string("405.html"))

    return csrf_exempt(reading)
