"""Find the parts of pages whose headings hold the words: one query for all the pages found."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils.safestring import SafeString

from pages.searching.asking import abbreviations_in
from pages.searching.marks import END_OF_MARK, MARK, marked

MOST_SECTIONS = 3

# Any of the words will do here: the page has been found by all of them. `querytree` leaves out
# those the reader does not want.
_SQL = """
    SELECT revision.id, heading ->> 'id',
        ts_headline('english', heading ->> 'text', wanted, %(marks)s)
    FROM pages_pagerevision revision
    CROSS JOIN jsonb_array_elements(revision.headings) WITH ORDINALITY AS part (heading, place)
    CROSS JOIN LATERAL to_tsvector('english', heading ->> 'text') AS words
    CROSS JOIN (
        SELECT replace(querytree(websearch_to_tsquery('english', %(query)s)), ' & ', ' | ')::tsquery
    ) AS query (wanted)
    WHERE revision.id = ANY(%(revisions)s) AND words @@ wanted
        AND heading ->> 'id' <> 'app-footnotes'
    ORDER BY revision.id, ts_rank(words, wanted) DESC, place
"""


@dataclass(frozen=True, slots=True)
class SectionFound:
    anchor: str
    text: SafeString


def sections_with(query: str, *, revisions: Sequence[int]) -> dict[int, list[SectionFound]]:
    """By revision, the best headings first, and no more of them than help a choice."""
    found: dict[int, list[SectionFound]] = {}
    if not revisions:
        return found
    also = [form for one in abbreviations_in(query) for form in (one, f"{one}s")]
    query = " ".join([query, *also])
    marks = f"HighlightAll=true, StartSel={MARK}, StopSel={END_OF_MARK}"
    with connection.cursor() as cursor:
        cursor.execute(_SQL, {"query": query, "revisions": list(revisions), "marks": marks})
        for revision, anchor, text in cursor.fetchall():
            sections = found.setdefault(revision, [])
            if len(sections) < MOST_SECTIONS:
                sections.append(SectionFound(anchor, marked(text)))
    return found
