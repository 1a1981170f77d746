"""Pages are found by their words, best first."""

import pytest
from django.test import Client

from pages.models import Page, PageStatus
from pages.navigation import load_site_tree
from pages.publishing import save_draft
from pages.search import MAX_RESULTS, SearchResults, clean_query, search_pages
from tests.pages.factories import make_draft, make_page

pytestmark = pytest.mark.django_db


def find(words: str) -> SearchResults:
    return search_pages(words, tree=load_site_tree())


def urls(words: str) -> list[str]:
    return [result.url for result in find(words).results]


def test_title_counts_for_more_than_summary_and_summary_for_more_than_text() -> None:
    make_page("text", body="All about peer networks.")
    make_page("summary", summary="All about peer networks.")
    make_page("title", title="All about peer networks")
    assert urls("peer network") == ["/title/", "/summary/", "/text/"]


def test_phrases_and_exclusions_work() -> None:
    make_page("one", body="A vicious cycle.")
    make_page("two", body="A cycle, vicious and virtuous.")
    assert urls('"vicious cycle"') == ["/one/"]
    assert urls("cycle -virtuous") == ["/one/"]


def test_result_names_its_section_and_marks_the_words() -> None:
    section = make_page("system", title="System")
    make_page("status", parent=section, body="Research & its <b>work</b>")
    result = find("work").results[0]
    assert (result.title, result.section) == ("Status", "System")
    assert result.extract == "Research &amp; its <mark>work</mark>"


def test_extract_keeps_paragraphs_apart() -> None:
    make_page("status", body="## Peer networks\n\nThey help.")
    extract = find("peer").results[0].extract
    assert extract.startswith("<mark>Peer</mark> networks · They help")


def test_extract_cannot_be_forged() -> None:
    make_page("status", body="\ue000bold\ue001 & at work")
    assert find("work").results[0].extract == "bold &amp; at <mark>work</mark>"


def test_drafts_and_what_is_below_them_are_not_found() -> None:
    make_draft("secret", body="Peer networks.")
    page = make_page("status", body="Old words.")
    save_draft(page=page, by=None, title="Status", body="Peer networks.")
    hidden = make_page("hidden", body="Peer networks.")
    make_page("below", parent=hidden, body="Peer networks.")
    Page.objects.filter(pk=hidden.pk).update(status=PageStatus.ARCHIVED)
    assert urls("peer") == []
    assert urls("old") == ["/status/"]


def test_results_stop_at_fifty_and_say_so() -> None:
    for number in range(MAX_RESULTS + 1):
        make_page(f"page-{number}", body="Peer networks.")
    found = find("peer")
    assert (len(found.results), found.too_many) == (MAX_RESULTS, True)


@pytest.mark.parametrize(
    ("typed", "query"),
    [("  two\n words ", "two words"), ("a\x00b", "a b"), ("x" * 10_000, "x" * 200), ("\x00", "")],
)
def test_query_is_one_line_of_a_length_to_type(typed: str, query: str) -> None:
    assert clean_query(typed) == query


@pytest.mark.parametrize(
    "query",
    ["", "%00", "a%00b", "x" * 10_000, "%ff%fe", "%ed%a0%80", "'", '"', "-", "((", ":*", "a:b & |"],
)
def test_odd_queries_are_answered(client: Client, query: str) -> None:
    assert client.get(f"/search/?q={query}").status_code in {200, 400}


def test_search_page_shows_what_was_found(client: Client) -> None:
    make_page("status", title="Status & value", body="Peer networks.")
    response = client.get("/search/", {"q": "peer"})
    assert response.status_code == 200
    assert b'<a class="govuk-link" href="/status/">Status &amp; value</a>' in response.content
    assert b"<mark>Peer</mark> networks" in response.content


def test_search_says_when_nothing_is_found(client: Client) -> None:
    response = client.get("/search/", {"q": "<script>"})
    assert b"No pages found for" in response.content
    assert b"<script>\xe2" not in response.content


def test_search_is_for_reading_only(client: Client) -> None:
    assert client.post("/search/").status_code == 405
