"""Find pages by their words, best first, with the words marked in an extract."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.postgres.search import (
    SearchHeadline,
    SearchQuery,
    SearchRank,
    SearchVectorExact,
)
from django.db.models import F, Func, QuerySet
from django.utils.safestring import SafeString

from pages.models import PageRevision, PageStatus
from pages.navigation import SitePage, SiteTree
from pages.searching.asking import Asked
from pages.searching.marks import END_OF_MARK, MARK, marked
from pages.searching.sections import SectionFound, sections_with

MAX_RESULTS = 50
MAX_QUERY_LENGTH = 200


@dataclass(frozen=True, slots=True)
class SearchResult:
    title: SafeString
    url: str
    above: tuple[str, ...]
    extract: SafeString
    sections: Sequence[SectionFound]


@dataclass(frozen=True, slots=True)
class SearchResults:
    results: list[SearchResult]
    too_many: bool


class _InPlaces(Func):
    """The part of a search vector that stands in the title (a), headings (b), summary (c)."""

    template = "ts_filter(%(expressions)s, '{%(places)s}')"


def clean_query(typed: str) -> str:
    """What can be searched for: one line, without NUL, of a length a person would type."""
    return " ".join(typed.replace("\x00", " ").split())[:MAX_QUERY_LENGTH].strip()


def search_pages(words: str, *, tree: SiteTree) -> SearchResults:
    """Search the live text of the tree's pages: drafts, and what lies below one, stay hidden.

    Words found in the title come before words found in headings, those before the summary's, those
    before the text's: a rank alone would let a long text outdo a title by saying a thing often.
    """
    query = Asked(words)
    found = (
        _matching(query, tree=tree)
        .annotate(
            path=F("live_on__path"),
            rank=SearchRank(F("search"), query),
            marked_title=_with_marks("title", query, whole=True),
            extract=_with_marks("text", query),
        )
        .order_by(
            *(_is_within(places, query).desc() for places in ("a", "a,b", "a,b,c")),
            "-rank",
            "path",
        )
        .values_list("pk", "path", "marked_title", "extract")[: MAX_RESULTS + 1]
    )
    rows = [row for row in found if row[1] in tree]
    sections = sections_with(words, revisions=[pk for pk, *_ in rows[:MAX_RESULTS]])
    results = [
        SearchResult(
            title=marked(title),
            url=page.url,
            above=_titles_above(page, tree=tree),
            extract=marked(extract),
            sections=sections.get(pk, []),
        )
        for pk, path, title, extract in rows[:MAX_RESULTS]
        if (page := tree.find(path)) is not None
    ]
    return SearchResults(results, too_many=len(rows) > MAX_RESULTS)


def finds_any(words: str, *, tree: SiteTree) -> bool:
    return _matching(Asked(words), tree=tree).exists()


def _matching(query: SearchQuery, *, tree: SiteTree) -> QuerySet[PageRevision]:
    return PageRevision.objects.filter(
        live_on__status=PageStatus.PUBLISHED,
        live_on__in=[page.pk for page in tree.pages],
        search=query,
    )


def _is_within(places: str, query: SearchQuery) -> SearchVectorExact:
    return SearchVectorExact(
        _InPlaces(F("search"), places=places, output_field=PageRevision.search.field), query
    )


def _with_marks(field: str, query: SearchQuery, *, whole: bool = False) -> SearchHeadline:
    """The whole field with the words marked, or the two best extracts of it."""
    return SearchHeadline(
        field,
        query,
        config="english",
        start_sel=MARK,
        stop_sel=END_OF_MARK,
        highlight_all=whole or None,
        max_words=None if whole else 30,
        min_words=None if whole else 15,
        max_fragments=None if whole else 2,
        fragment_delimiter=" … ",
    )


def _titles_above(page: SitePage, *, tree: SiteTree) -> tuple[str, ...]:
    return tuple(one.menu_title for one in tree.breadcrumbs(page.path) if one.path)
