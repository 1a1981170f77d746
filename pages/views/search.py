"""Search the site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pages.navigation import load_site_tree
from pages.search import SearchResults, clean_query, search_pages


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    query = clean_query(request.GET.get("q", ""))
    tree = load_site_tree()
    found = search_pages(query, tree=tree) if query else SearchResults([], too_many=False)
    context = {
        "query": query,
        "results": found.results,
        "too_many": found.too_many,
        "site_tree": tree,
    }
    return render(request, "pages/search.html", context)
