"""The published pages as the site's tree is made of them, in one query."""

from datetime import datetime
from typing import Any

from django.db.models import Case, Q, Subquery, When

from pages.feedback_terms.inheriting import FIELDS
from pages.lifecycle.scheduling import apply_what_is_due
from pages.models import FeedbackState, Page, PageStatus, SiteFeedback

_STANDING = ("status", "publish_at", "withdraw_at")
_SHOWN = (
    "pk",
    "parent_id",
    "position",
    "path",
    "published_revision__title",
    "published_revision__menu_title",
    "shown_in",
)


def rows_shown(now: datetime) -> list[tuple[Any, ...]]:
    """_SHOWN, what each says of feedback, and what the site says, in the order of positions.

    What was to be published or withdrawn by now is so first.
    """
    rows = _load()
    if any(_has_passed(moment, now) for _, *moments in _standing(rows) for moment in moments):
        apply_what_is_due()
        rows = _load()
    return [
        row[len(_STANDING) :]
        for row, (status, _, withdraw_at) in zip(rows, _standing(rows), strict=True)
        if status == PageStatus.PUBLISHED and not _has_passed(withdraw_at, now)
    ]


def _load() -> list[tuple[Any, ...]]:
    """The published pages, and those whose time may have come."""
    wanted = Q(status=PageStatus.PUBLISHED) | Q(publish_at__isnull=False)
    rows = Page.objects.filter(wanted).order_by("position", "pk")
    return list(rows.values_list(*_STANDING, *_SHOWN, *FIELDS, *_said_by_the_site()))


def _standing(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return [row[: len(_STANDING)] for row in rows]


def _said_by_the_site() -> list[Case]:
    """The site's one row, in the same query. Only beside pages that have nobody else to ask:
    its words beside each of a thousand would be two megabytes."""
    asks = Q(parent=None, feedback=FeedbackState.INHERIT)
    row = SiteFeedback.objects.all()
    return [Case(When(asks, then=Subquery(row.values(name)[:1]))) for name in FIELDS]


def _has_passed(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment <= now
