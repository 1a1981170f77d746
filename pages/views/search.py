"""Search the site."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pages.navigation import site_tree_of
from pages.searching.by_words import SearchResults, clean_query, search_pages
from pages.searching.hints import Hints, hints_for
from pages.searching.misses import keep_miss
from pages.views.reading import for_reading

_ROBOT = re.compile(r"bot\b|crawl|spider|slurp", re.IGNORECASE)


@for_reading
def search(request: HttpRequest) -> HttpResponse:
    query = clean_query(request.GET.get("q", ""))
    found, hints = SearchResults([], too_many=False), Hints()
    if query:
        tree = site_tree_of(request)
        found = search_pages(query, tree=tree)
        if not found.results:
            hints = hints_for(query, tree=tree)
            if not hints.is_too_common and _is_a_reader(request):
                keep_miss(query)
    context = {
        "query": query,
        "results": found.results,
        "too_many": found.too_many,
        "hints": hints,
    }
    return render(request, "pages/search.html", context)


def _is_a_reader(request: HttpRequest) -> bool:
    """Not a machine that follows every link, nor a browser that looks ahead."""
    return (
        request.method == "GET"
        and "prefetch" not in request.headers.get("Sec-Purpose", "")
        and not _ROBOT.search(request.headers.get("User-Agent", ""))
    )
