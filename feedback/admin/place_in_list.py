"""Where one piece of feedback stands in the list somebody came from, and what is beside it."""

from dataclasses import dataclass

from django.db.models import Q

from feedback.admin.filters import FilterForm
from feedback.admin.paginator import MOST_COUNTED, count_up_to, say_count
from feedback.models import Submission


@dataclass(frozen=True, slots=True)
class PlaceInList:
    in_words: str
    previous: int | None
    following: int | None


def place_in_list(piece: Submission, filters: FilterForm) -> PlaceInList:
    """One that has left the list still has its neighbours: they follow from when it came."""
    rows = filters.rows()
    before, after = rows.filter(is_before(piece, filters)), rows.filter(is_after(piece, filters))
    return PlaceInList(
        in_words=_in_words(
            ahead=count_up_to(before, MOST_COUNTED),
            total=count_up_to(rows, MOST_COUNTED),
            is_listed=rows.filter(pk=piece.pk).exists(),
        ),
        previous=before.reverse().values_list("pk", flat=True).first(),
        following=after.values_list("pk", flat=True).first(),
    )


def is_after(piece: Submission, filters: FilterForm) -> Q:
    return _later(piece) if filters.is_oldest_first else _earlier(piece)


def is_before(piece: Submission, filters: FilterForm) -> Q:
    return _earlier(piece) if filters.is_oldest_first else _later(piece)


def _later(piece: Submission) -> Q:
    at = piece.received_at
    return Q(received_at__gt=at) | Q(received_at=at, pk__gt=piece.pk)


def _earlier(piece: Submission) -> Q:
    at = piece.received_at
    return Q(received_at__lt=at) | Q(received_at=at, pk__lt=piece.pk)


def _in_words(*, ahead: int, total: int, is_listed: bool) -> str:
    if not is_listed:
        return "Not on the list now"
    if ahead >= MOST_COUNTED:
        return f"Beyond the first {MOST_COUNTED:,}"
    return f"{ahead + 1:,} of {say_count(total)}"
