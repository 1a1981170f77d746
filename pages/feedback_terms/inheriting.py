"""What holds for feedback on a page now: its own word, or its section's, or the whole site's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models.functions import Length
from django.utils import timezone

from pages.models import FeedbackState, Page, SiteFeedback
from pages.moments import from_then, last_day_before, until_then

# What each place may say, in this order. The nearest that does not inherit says all of it.
FIELDS = (
    "feedback",
    "feedback_opens_at",
    "feedback_closes_at",
    "feedback_introduction",
    "feedback_afterwards",
)


class Standing(StrEnum):
    NOT_YET = "not_yet"
    OPEN = "open"
    CLOSED = "closed"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Terms:
    """Where feedback on a page stands, and what readers are told of it."""

    standing: Standing
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    introduction: str = ""
    afterwards: str = ""
    said_by_pk: int | None = None  # the page that says so; none: it holds for the whole site
    said_by: str = ""

    @property
    def is_open(self) -> bool:
        return self.standing is Standing.OPEN

    @property
    def is_not_yet_open(self) -> bool:
        return self.standing is Standing.NOT_YET

    @property
    def is_closed(self) -> bool:
        return self.standing is Standing.CLOSED

    @property
    def is_never(self) -> bool:
        return self.standing is Standing.NEVER

    @property
    def opens(self) -> str:
        """To follow “opens”."""
        return from_then(self.opens_at) if self.opens_at else "later"

    @property
    def open_until(self) -> str:
        return until_then(self.closes_at) if self.closes_at else ""

    @property
    def closed_on(self) -> str:
        return last_day_before(self.closes_at) if self.closes_at else ""

    @property
    def in_words(self) -> str:
        """For staff, after “feedback is”."""
        match self.standing:
            case Standing.NOT_YET:
                until = f", until {self.open_until}" if self.open_until else ""
                return f"to open {self.opens}{until}"
            case Standing.OPEN:
                return f"open until {self.open_until}" if self.open_until else "open"
            case Standing.CLOSED:
                return f"closed since {self.closed_on}" if self.closed_on else "closed"
            case Standing.NEVER:
                return "never asked for"

    @property
    def place(self) -> str:
        """Who says so, for staff."""
        return f"“{self.said_by}”" if self.said_by_pk else "the whole site"


def terms_said(
    said: Sequence[Any], *, now: datetime, pk: int | None = None, title: str = ""
) -> Terms | None:
    """What one place's FIELDS come to at this moment; nothing where it leaves that to others.

    Open is open between its dates. Closed by hand says when only if that is over.
    """
    feedback, opens_at, closes_at, introduction, afterwards = said
    match feedback:
        case FeedbackState.INHERIT:
            return None
        case FeedbackState.NEVER:
            return Terms(Standing.NEVER, said_by_pk=pk, said_by=title)
        case FeedbackState.CLOSED:
            standing = Standing.CLOSED
            closes_at = closes_at if closes_at and closes_at <= now else None
        case _:
            standing = _by_the_clock(opens_at, closes_at, now)
    return Terms(standing, opens_at, closes_at, introduction, afterwards, pk, title)


def terms_of_site(said: Sequence[Any] | None, *, now: datetime) -> Terms:
    """A site that has said nothing is open."""
    terms = terms_said(said, now=now) if said and said[0] else None
    return terms or Terms(Standing.OPEN)


def terms_for(page: Page) -> Terms:
    """For a page that may not be in the readers' tree: a draft, or one below a draft."""
    own = terms_said(_said_by(page), now=timezone.now(), pk=page.pk, title=page.title)
    return own or terms_inherited(page.parent)


def terms_inherited(section: Page | None) -> Terms:
    """What a page takes over that stands below this one, or at the top."""
    now = timezone.now()
    for above in _upwards(section):
        terms = terms_said(_said_by(above), now=now, pk=above.pk, title=above.shown_title)
        if terms:
            return terms
    return terms_of_site(SiteFeedback.objects.values_list(*FIELDS).first(), now=now)


def _upwards(page: Page | None) -> Sequence[Any]:
    """The page and all that stand above it, nearest first."""
    if page is None:
        return []
    parts = page.path.split("/")
    paths = ["/".join(parts[: count + 1]) for count in range(len(parts))]
    pages = Page.objects.filter(path__in=paths).with_shown_title()
    return list(pages.order_by(Length("path").desc()))


def _said_by(page: Page) -> Sequence[Any]:
    return [getattr(page, name) for name in FIELDS]


def _by_the_clock(opens_at: datetime | None, closes_at: datetime | None, now: datetime) -> Standing:
    if opens_at and now < opens_at:
        return Standing.NOT_YET
    if closes_at and now >= closes_at:
        return Standing.CLOSED
    return Standing.OPEN
