"""Search the site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pages.navigation import site_tree_of
from pages.search import SearchResults, clean_query, search_pages
from pages.views.reading import for_reading


@for_reading
def search(request: HttpRequest) -> HttpResponse:
    query = clean_query(request.GET.get("q", ""))
    found = SearchResults([], too_many=False)
    if query:
        found = search_pages(query, tree=site_tree_of(request))
    context = {
        "query": query,
        "results": found.results,
        "too_many": found.too_many,
    }
    return render(request, "pages/search.html", context)
