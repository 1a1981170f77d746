"""A move can be put back: the next screen offers it, once."""

from typing import Any

from django.http import HttpRequest

from pages.admin.tree import seen_place
from pages.models import Page
from pages.moving import neighbours_of

_KEY = "pages.moved"


def place_seen(page: Page) -> str:
    """The place as the tree shows it now. Call with the tree locked."""
    before = before_in_section(page)
    return seen_place(page.path, before.pk if before else None)


def before_in_section(page: Page) -> Page | None:
    beside = list(neighbours_of(page.parent))
    at = next((at for at, one in enumerate(beside) if one.pk == page.pk), 0)
    return beside[at - 1] if at else None


def place_to_put_back(page: Page) -> dict[str, Any]:
    """What the form of a move would say to bring the page here."""
    before = before_in_section(page)
    return {
        "page": page.pk,
        "title": page.title,
        "parent": page.parent_id or "",
        "slug": page.slug,
        "after": before.pk if before else "first",
    }


def offer_undo(request: HttpRequest, place: dict[str, Any], *, seen: str) -> None:
    request.session[_KEY] = place | {"seen": seen}


def take_undo(request: HttpRequest) -> Any:
    return request.session.pop(_KEY, None)
