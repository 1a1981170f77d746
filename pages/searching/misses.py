"""Keep the words that found nothing, so that staff learn what the site lacks. Never who asked."""

import logging
import re
from datetime import timedelta

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

MOST_KEPT = 1_000
KEPT_FOR = timedelta(days=365)
_LONGEST = 100

# Words that may be about one person stay out: an email address, six or more digits however they are
# set apart (telephone, case and National Insurance numbers, dates of birth), a postcode.
_PERSONAL = re.compile(
    r"[@＠]|(?:\d[\s()./+-]*){6}|\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b", re.IGNORECASE
)
_LETTERS = re.compile(r"[^\W\d_]{2}")
_UPSERT = """
    INSERT INTO pages_searchmiss AS kept (words, times, first_at, last_at)
    VALUES (%(words)s, 1, %(now)s, %(now)s)
    ON CONFLICT (words) DO UPDATE
    SET times = least(kept.times, 2147483646) + 1, last_at = excluded.last_at
"""
# What nobody asked for in a year goes, and of the rest what is asked for least. Rows that somebody
# else is just counting are left for the next time.
_TIDY = """
    DELETE FROM pages_searchmiss WHERE id IN (
        SELECT id FROM pages_searchmiss
        WHERE last_at < %(too_old)s OR id IN (
            SELECT id FROM pages_searchmiss ORDER BY times DESC, last_at DESC, id OFFSET %(most)s
        )
        FOR UPDATE SKIP LOCKED
    )
"""
logger = logging.getLogger("coe_site.search")


def keep_miss(query: str) -> None:
    """One more time that these words found nothing. The reader's page does not depend on it."""
    words = query.lower()
    if not may_be_kept(words):
        return
    now = timezone.now()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_UPSERT, {"words": words, "now": now})
            cursor.execute(_TIDY, {"too_old": now - KEPT_FOR, "most": MOST_KEPT})
    except DatabaseError:
        logger.exception("A search that found nothing could not be kept")


def may_be_kept(words: str) -> bool:
    return (
        len(words) <= _LONGEST
        and words.isprintable()
        and _LETTERS.search(words) is not None
        and _PERSONAL.search(words) is None
    )
