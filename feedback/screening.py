"""What the machine notices about a sending: where it came from, whether it is a trap's catch."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

# A council's staff share one address, so the first thirty in ten minutes are never in question.
UNQUESTIONED_SENDINGS: Final = 30
TALLY_WINDOW: Final = timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True)
class Sender:
    """What is known of who sends, for minutes only. The address itself is not kept."""

    address_hash: str
    key: str = ""
    filled_honeypot: bool = False


def hash_address(address: str) -> str:
    """64 hexadecimal digits that only this site can make of an address."""
    return salted_hmac("feedback.address", address, algorithm="sha256").hexdigest()


def is_from_our_own_page(request: HttpRequest) -> bool:
    """Whether the browser says that one of our pages (or the reader) sent this.

    `Sec-Fetch-Site` decides when present; else `Origin` must be ours; a client that sends
    neither is no browser that could be abused from another site.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in {"same-origin", "none"}
    if origin := request.headers.get("Origin"):
        return origin in {settings.SITE_URL, f"{request.scheme}://{request.get_host()}"}
    return True


def count_sending(address_hash: str) -> int:
    """Add one to what this address has sent in its ten minutes, and say how many that makes."""
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO feedback_addresstally AS tally (address_hash, sent_count, expires_at)
            VALUES (%(hash)s, 1, %(expires_at)s)
            ON CONFLICT (address_hash) DO UPDATE SET
                sent_count = CASE WHEN tally.expires_at > %(now)s
                                  THEN tally.sent_count + 1 ELSE 1 END,
                expires_at = CASE WHEN tally.expires_at > %(now)s
                                  THEN tally.expires_at ELSE excluded.expires_at END
            RETURNING sent_count
            """,
            {"hash": address_hash, "now": now, "expires_at": now + TALLY_WINDOW},
        )
        (count,) = cursor.fetchone()
    return int(count)


def is_suspected_spam(sender: Sender) -> bool:
    """Past the limit feedback is held for staff to look at, never refused."""
    sent = count_sending(sender.address_hash)
    return sender.filled_honeypot or sent > UNQUESTIONED_SENDINGS
