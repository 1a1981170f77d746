"""Pages are found by their words, best first."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pages.lifecycle.publishing import save_draft
from pages.models import Page, PageStatus
from pages.navigation import load_site_tree
from pages.searching.by_words import MAX_RESULTS, SearchResults, clean_query, search_pages
from tests.pages.factories import make_draft, make_page

pytestmark = pytest.mark.django_db


def find(words: str) -> SearchResults:
    return search_pages(words, tree=load_site_tree())


def urls(words: str) -> list[str]:
    return [result.url for result in find(words).results]


@pytest.mark.parametrize("words", ["peer network", "peer", '"peer networks"', "peer or network"])
def test_title_counts_for_more_than_headings_summary_and_text_however_often(words: str) -> None:
    often = "All about peer networks. " * 50
    make_page("text", body=often)
    make_page("summary", summary="All about peer networks.", body=often)
    make_page("heading", body=f"## Of peer networks\n\nMore. {often}")
    make_page("title", title="How it goes with peer networks", body="Something else.")
    assert urls(words) == ["/title/", "/heading/", "/summary/", "/text/"]


def test_phrases_and_exclusions_work() -> None:
    make_page("one", body="A vicious cycle.")
    make_page("two", body="A cycle, vicious and virtuous.")
    assert urls('"vicious cycle"') == ["/one/"]
    assert urls("cycle -virtuous") == ["/one/"]


@pytest.mark.parametrize("words", ["LA", "la", "LAs", '"some LAs"', '"some LA"', "some LA -KPI"])
def test_abbreviation_finds_one_and_several_alike(words: str) -> None:
    make_page("status", body="Of some LAs, and gas.\n\n## What LAs do")
    (result,) = find(words).results
    assert "some <mark>LAs" in str(result.extract) or "<mark>LAs</mark>" in str(result.extract)
    assert [one.anchor for one in result.sections] == ["what-las-do"]
    assert urls(f"{words} -las") == []


def test_result_names_its_section_and_marks_the_words() -> None:
    section = make_page("system", title="System")
    make_page("status", parent=section, body="Research & its <b>work</b>")
    result = find("work").results[0]
    assert (result.title, result.above) == ("Status", ("System",))
    assert result.extract == "Research &amp; its <mark>work</mark>"


def test_title_is_marked_and_cannot_be_forged() -> None:
    make_page("status", title="Work \ue000& <b>more</b>")
    assert find("work").results[0].title == (
        "<mark>Work</mark> <mark>&amp; &lt;b&gt;more&lt;/b&gt;"
    )


def test_section_links_are_to_headings_with_any_of_the_words_the_best_first() -> None:
    body = "## Peers\n\n## None of it\n\n## Small peer networks\n\n## Networks\n\n## A network"
    make_page("status", body=body)
    (result,) = find("peer network -large").results
    assert [(one.anchor, one.text) for one in result.sections] == [
        ("small-peer-networks", "Small <mark>peer</mark> <mark>networks</mark>"),
        ("peers", "<mark>Peers</mark>"),
        ("networks", "<mark>Networks</mark>"),
    ]


def test_section_links_are_each_pages_own() -> None:
    make_page("one", body="## Peers\n\nWords.")
    make_page("two", body="## Nothing\n\nPeers.")
    sections = {one.url: [part.anchor for part in one.sections] for one in find("peer").results}
    assert sections == {"/one/": ["peers"], "/two/": []}


def test_words_not_wanted_give_no_section_links() -> None:
    make_page("one", body="## Cost\n\nWords.")
    (result,) = find("word -value").results
    assert result.sections == []


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
    [
        "",
        "%00",
        "a%00b",
        "x&q=y",
        "%5B%5D=x",
        '"a',
        "or",
        "or or",
        "- -",
        "-a -b",
        "a or -",
        "%26 %7C ! <->",
        "a <-> b",
        "%ee%80%80",
        "'a' %26 'b' | 'c'",
        'a%26b "c %26 d"',
        "https://a.example/?b%26c",
        "x" * 10_000,
        "%ff%fe",
        "%ed%a0%80",
        "'",
        '"',
        "-",
        "((",
        ":*",
        "a:b & |",
    ],
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


def test_results_take_a_fixed_number_of_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        make_page(f"page-{number}", body="## Peers\n\nPeer networks.")
    with django_assert_num_queries(3):  # the tree, the pages found, their headings
        client.get("/search/?q=peer")


def test_search_is_for_reading_only(client: Client) -> None:
    assert client.post("/search/").status_code == 405
