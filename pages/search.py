"""Find pages by their words, best first, with the words marked in an extract."""

from dataclasses import dataclass

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db.models import F
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from pages.models import PageRevision, PageStatus
from pages.navigation import SitePage, SiteTree

MAX_RESULTS = 50
MAX_QUERY_LENGTH = 200
# Characters that no page holds (the renderer takes them out), so that the extract can be escaped
# whole before the marks become tags.
_MARK, _END_OF_MARK = "\ue000", "\ue001"


@dataclass(frozen=True, slots=True)
class SearchResult:
    title: str
    url: str
    section: str
    extract: SafeString


@dataclass(frozen=True, slots=True)
class SearchResults:
    results: list[SearchResult]
    too_many: bool


def clean_query(typed: str) -> str:
    """What can be searched for: one line, without NUL, of a length a person would type."""
    return " ".join(typed.replace("\x00", " ").split())[:MAX_QUERY_LENGTH].strip()


def search_pages(words: str, *, tree: SiteTree) -> SearchResults:
    """Search the live text of the tree's pages: drafts, and what lies below one, stay hidden."""
    query = SearchQuery(words, search_type="websearch", config="english")
    found = (
        PageRevision.objects.filter(
            live_on__status=PageStatus.PUBLISHED,
            live_on__in=[page.pk for page in tree.pages],
            search=query,
        )
        .annotate(
            path=F("live_on__path"),
            rank=SearchRank(F("search"), query),
            extract=SearchHeadline(
                "text",
                query,
                config="english",
                start_sel=_MARK,
                stop_sel=_END_OF_MARK,
                max_words=40,
                min_words=20,
                max_fragments=2,
                fragment_delimiter=" … ",
            ),
        )
        .order_by("-rank", "path")
        .values_list("path", "extract")[: MAX_RESULTS + 1]
    )
    results = [
        _result(page, tree=tree, extract=extract)
        for path, extract in found
        if (page := tree.find(path)) is not None
    ]
    return SearchResults(results[:MAX_RESULTS], too_many=len(results) > MAX_RESULTS)


def _result(page: SitePage, *, tree: SiteTree, extract: str) -> SearchResult:
    above = [one for one in tree.breadcrumbs(page.path) if one.path]
    return SearchResult(
        title=page.title,
        url=page.url,
        section=above[-1].title if above else "",
        extract=_marked(extract),
    )


def _marked(extract: str) -> SafeString:
    escaped = str(escape(" ".join(extract.split())))
    marked = escaped.replace(_MARK, "<mark>").replace(_END_OF_MARK, "</mark>")
    return mark_safe(marked)  # noqa: S308 - escaped above; the marks are ours
