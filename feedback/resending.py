"""Know a resend: whoever sends the same again within its time gets the row that is there."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from feedback.models import ResendGuard, Submission

# Without a key, the same words from the same sender within this time are one sending.
SAME_WORDS_WINDOW: Final = timedelta(minutes=10)
# With a key each form has of its own, a resend is known for longer.
SAME_KEY_WINDOW: Final = timedelta(hours=24)


def record_once(
    sent: tuple[object, ...], *, has_key: bool, insert: Callable[[], Submission]
) -> Submission:
    """What `insert` makes of this sending, or what it made the first time."""
    fingerprint = salted_hmac("feedback.resend", repr(sent), algorithm="sha256").hexdigest()
    window = SAME_KEY_WINDOW if has_key else SAME_WORDS_WINDOW
    with transaction.atomic():
        if not _claim(fingerprint, expires_at=timezone.now() + window):
            return Submission.objects.get(resend_guards=fingerprint)
        submission = insert()
        ResendGuard.objects.filter(pk=fingerprint).update(submission=submission)
        # Last, when this transaction waits for no more rows: so no two can wait for each other.
        _forget_expired()
    return submission


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
