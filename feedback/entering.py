"""Enter feedback for whoever gave it: at a workshop, in a call, by email or on paper."""

from datetime import date, datetime, time

from django.contrib.auth.models import User
from django.db.models import F
from django.utils import timezone

from feedback.matching import match_organisation
from feedback.models import ENTERED, ContactDetails, Source, Submission
from feedback.resending import record_once
from feedback.submitting import Words
from pages.models import Page, PageRevision


class NeverRead(Exception):  # noqa: N818 - says what is wrong
    """Readers never saw that revision of the page: those they did see, in order."""

    def __init__(self, seen: list[int]) -> None:
        self.seen = seen
        super().__init__(
            f"Readers saw {_listed(seen)} of this page. Enter one of these, or leave it empty."
        )


def enter_feedback(
    *,
    page: Page,
    revision: PageRevision,
    words: Words,
    source: Source,
    given_on: date,
    by: User,
    key: str = "",
) -> Submission:
    """Whatever the page says of being open. An email address means that they agreed to be
    contacted. A double click makes one row: `key` is the form's own."""
    assert source in ENTERED  # the database holds that too
    return record_once(
        (key or f"staff {by.pk}", page.pk, revision.pk, source, given_on, *words.as_sent),
        has_key=bool(key),
        insert=lambda: _insert(
            page=page, revision=revision, words=words, source=source, given_on=given_on, by=by
        ),
    )


def revision_read(page: Page, number: int | None) -> PageRevision:
    """That one, if readers ever saw it; unless one is named, what they see now or saw last.

    Raises NeverRead.
    """
    seen = page.revisions.filter(published_at__isnull=False)
    if number is None:
        newest = seen.order_by(F("published_at").desc(), "-number").first()
        found = page.published_revision or newest
    else:
        found = seen.filter(number=number).first()
    if found is None:
        raise NeverRead(list(seen.order_by("number").values_list("number", flat=True)))
    return found


def _insert(
    *,
    page: Page,
    revision: PageRevision,
    words: Words,
    source: Source,
    given_on: date,
    by: User,
) -> Submission:
    submission = Submission.objects.create(
        page=page,
        revision=revision,
        sentiment=words.sentiment,
        summary=words.summary,
        details=words.details,
        role=words.role,
        organisation=(
            match_organisation(words.organisation, on=given_on) if words.organisation else None
        ),
        organisation_as_typed=words.organisation,
        source=source,
        received_at=timezone.make_aware(datetime.combine(given_on, time.min)),
        entered_at=timezone.now(),
        entered_by=by,
    )
    if words.email:
        ContactDetails.objects.create(submission=submission, email=words.email, may_contact=True)
    return submission


def _listed(numbers: list[int]) -> str:
    if not numbers:
        return "no revision"
    *others, last = numbers
    if not others:
        return f"only revision {last}"
    return f"revisions {', '.join(map(str, others))} and {last}"
