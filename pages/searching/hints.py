"""What a reader may try when nothing was found: the site's own words that look alike, or fewer."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from django.db import connection

from pages.models import PageRevision
from pages.navigation import SiteTree
from pages.searching.by_words import finds_any

_WORD = re.compile(r"[^\W\d_]{3,}")
_OPERATORS = frozenset({"or", "and", "not"})
# Each word is held against every word of every heading: a few will do.
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Hints:
    """Empty where there is none to give. Each of the two would find something."""

    did_you_mean: str = ""
    any_of: str = ""
    is_too_common: bool = False


def hints_for(query: str, *, tree: SiteTree) -> Hints:
    if _is_too_common(query):
        return Hints(is_too_common=True)
    likely = _with_the_sites_words(query, tree=tree)
    words = list(dict.fromkeys(word.lower() for word in _WORD.findall(likely or query)))
    any_of = " or ".join(word for word in words if word not in _OPERATORS)
    return Hints(
        did_you_mean=likely if likely and finds_any(likely, tree=tree) else "",
        any_of=any_of if " or " in any_of and finds_any(any_of, tree=tree) else "",
    )


def _is_too_common(query: str) -> bool:
    """Nothing but words such as “the”, which stand on every page, or no words at all."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT numnode(websearch_to_tsquery('english', %s)) = 0", [query])
        (is_empty,) = cursor.fetchone()
    return bool(is_empty)


def _with_the_sites_words(query: str, *, tree: SiteTree) -> str:
    """The query with each word that titles and headings lack put right; empty if none was."""
    known = _words_of_titles_and_headings(tree)
    replaced = 0

    def put_right(match: re.Match[str]) -> str:
        nonlocal replaced
        word = match[0].lower()
        if word in known or word in _OPERATORS or replaced >= _MOST_WORDS:
            return match[0]
        closest = _closest(word, known)
        replaced += bool(closest)
        return closest or match[0]

    likely = _WORD.sub(put_right, query)
    return likely if replaced else ""


def _closest(word: str, known: Iterable[str]) -> str:
    """A word that begins so, as of one half typed, or else one spelt much alike."""
    begun = [one for one in known if len(word) >= 4 and one.startswith(word)]
    if begun:
        return min(begun, key=lambda one: (len(one), one))
    alike = [one for one in known if abs(len(one) - len(word)) <= 2]
    return next(iter(get_close_matches(word, sorted(alike), n=1, cutoff=0.75)), "")


def _words_of_titles_and_headings(tree: SiteTree) -> set[str]:
    rows = PageRevision.objects.filter(live_on__in=[page.pk for page in tree.pages]).values_list(
        "title", "headings"
    )
    return {
        word
        for title, headings in rows
        for words in (title, *(heading["text"] for heading in headings))
        for word in _WORD.findall(words.lower())
    }
