"""What a reader asks for, as PostgreSQL understands it."""

import re
from typing import Any

from django.contrib.postgres.search import SearchQuery

# Where the letters before the last have no vowel, English takes a final s for part of the word:
# “LAs” and “KPIs” would be other words than “LA” and “KPI”.
_ABBREVIATION = re.compile(r"\b([b-df-hj-np-tv-xz]{1,4}[a-rt-z])s?\b", re.IGNORECASE | re.ASCII)


class Asked(SearchQuery):
    """In `websearch` syntax; an abbreviation finds one of a thing and several alike."""

    def __init__(self, words: str) -> None:
        super().__init__(words, search_type="websearch", config="english")
        self._abbreviations = abbreviations_in(words)

    def as_sql(self, *compiling: Any, **options: Any) -> Any:
        sql, params = super().as_sql(*compiling, **options)
        forms: list[str] = []
        for one in self._abbreviations:
            for form, into in ((f"{one}s", one), (one, f"{one} | {one}s")):
                sql = f"ts_rewrite({sql}, %s::tsquery, %s::tsquery)"
                forms += [form, into]
        return sql, [*params, *forms]


def abbreviations_in(words: str) -> list[str]:
    return list(dict.fromkeys(match[1].lower() for match in _ABBREVIATION.finditer(words)))
