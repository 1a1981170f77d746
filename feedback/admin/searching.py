"""Find feedback by words in it, or by its reference."""

import re

from django.contrib.postgres.search import SearchQuery

from feedback.models import Submission
from feedback.models.submission import SubmissionQuerySet

# Up to so many matches are fetched from the text index and then put in order. A word with more
# is so common that walking the list by date finds enough of them at once; with a rare word that
# walk would read the whole table.
_RARE = 10_000
_REFERENCE = re.compile(r"COE-?([0-9A-Z]{5})-?([0-9A-Z]{5})", re.ASCII)


def read_reference(words: str) -> str | None:
    """The reference that was typed, in any case, if the words are one."""
    match = _REFERENCE.fullmatch(words.strip().upper())
    return f"COE-{match[1]}-{match[2]}" if match else None


def matching(rows: SubmissionQuerySet, words: str) -> SubmissionQuerySet:
    """The rows with all the words; "quotes" for phrases, `or`, and `-` for words to leave out."""
    query = SearchQuery(words, config="english", search_type="websearch")
    found = Submission.objects.filter(search=query).order_by().values_list("pk", flat=True)
    rare = list(found[: _RARE + 1])
    if len(rare) > _RARE:
        return rows.filter(search=query)
    return rows.filter(pk__in=rare)
