"""Words sent to the staff site by somebody whose session had ended: theirs to copy."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

_LONGEST_NOTHING = 20  # characters: a choice, a number, the name of a button


def words_sent(request: HttpRequest) -> list[tuple[str, str]]:
    """What a person typed, by field; what a browser would fetch in the background is not asked."""
    if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        return []
    return [
        (name.replace("_", " ").capitalize(), value)
        for name, value in request.POST.items()
        if isinstance(value, str) and len(value) > _LONGEST_NOTHING and _is_typed(name)
    ]


def _is_typed(name: str) -> bool:
    """Not a token, a stamp or a password."""
    return name not in {"csrfmiddlewaretoken", "seen", "placed_as", "next"} and "pass" not in name


@never_cache
def give_back(request: HttpRequest, words: list[tuple[str, str]]) -> HttpResponse:
    context = {"words": words, "login": reverse("admin:login")}
    return render(request, "admin/signed_out.html", context, status=403)
