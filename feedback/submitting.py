"""Record what a visitor sends: once, however often it is sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from feedback.matching import match_organisation
from feedback.models import (
    ContactDetails,
    ResendGuard,
    Role,
    Sentiment,
    Source,
    Submission,
)
from feedback.screening import Sender, is_suspected_spam
from pages.models import Page, PageRevision

# Without script, the same words from the same address within this time are one sending.
SAME_WORDS_WINDOW: Final = timedelta(minutes=10)
# With script each form carries a random key, so that a resend is known for longer.
SAME_KEY_WINDOW: Final = timedelta(hours=24)


@dataclass(frozen=True, kw_only=True)
class Words:
    """What the sender chose and typed, already clean."""

    sentiment: Sentiment | None
    summary: str
    details: str
    role: Role
    organisation: str
    email: str


def record_submission(
    *, page: Page, revision: PageRevision, words: Words, sender: Sender
) -> Submission:
    """The submission that holds these words: a new one, or the one a resend already made."""
    fingerprint = _fingerprint(page=page, words=words, sender=sender)
    window = SAME_KEY_WINDOW if sender.key else SAME_WORDS_WINDOW
    with transaction.atomic():
        if not _claim(fingerprint, expires_at=timezone.now() + window):
            return Submission.objects.get(resend_guards=fingerprint)
        submission = _insert(page=page, revision=revision, words=words, sender=sender)
        ResendGuard.objects.filter(pk=fingerprint).update(submission=submission)
        # Last, when this transaction waits for no more rows: so no two can wait for each other.
        _forget_expired()
    return submission


def _insert(*, page: Page, revision: PageRevision, words: Words, sender: Sender) -> Submission:
    submission = Submission.objects.create(
        page=page,
        revision=revision,
        sentiment=words.sentiment,
        summary=words.summary,
        details=words.details,
        role=words.role,
        organisation=match_organisation(words.organisation) if words.organisation else None,
        organisation_as_typed=words.organisation,
        source=Source.SITE,
        suspected_spam=is_suspected_spam(sender),
    )
    if words.email:
        # The form's own label asks for it "for follow-up only": giving it is the consent.
        ContactDetails.objects.create(submission=submission, email=words.email, may_contact=True)
    return submission


def _fingerprint(*, page: Page, words: Words, sender: Sender) -> str:
    """64 hexadecimal digits: the same for a resend, different for anything else."""
    sent = (
        sender.key or sender.address_hash,
        page.pk,
        words.sentiment and words.sentiment.pk,
        words.summary,
        words.details,
        words.role.pk,
        words.organisation,
        words.email,
    )
    return salted_hmac("feedback.resend", repr(sent), algorithm="sha256").hexdigest()


def _claim(fingerprint: str, *, expires_at: datetime) -> bool:
    """True for the first to send this. A second one waits here until the first has finished."""
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO feedback_resendguard AS guard (fingerprint, expires_at)
            VALUES (%(fingerprint)s, %(expires_at)s)
            ON CONFLICT (fingerprint) DO UPDATE
                SET expires_at = excluded.expires_at, submission_id = NULL
                WHERE guard.expires_at <= %(now)s
            RETURNING fingerprint
            """,
            {"fingerprint": fingerprint, "expires_at": expires_at, "now": now},
        )
        return cursor.fetchone() is not None


def _forget_expired() -> None:
    """Let go of what is over, some rows at a time and never waiting for another sender."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH guards AS (
                DELETE FROM feedback_resendguard WHERE fingerprint IN (
                    SELECT fingerprint FROM feedback_resendguard
                    WHERE expires_at <= %(now)s LIMIT 50 FOR UPDATE SKIP LOCKED))
            DELETE FROM feedback_addresstally WHERE address_hash IN (
                SELECT address_hash FROM feedback_addresstally
                WHERE expires_at <= %(now)s LIMIT 50 FOR UPDATE SKIP LOCKED)
            """,
            {"now": timezone.now()},
        )
