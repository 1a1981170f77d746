"""What a search that found nothing offers instead."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from pages.models import Page, PageStatus
from pages.navigation import load_site_tree
from pages.searching.hints import Hints, hints_for
from tests.pages.factories import make_draft, make_page

pytestmark = pytest.mark.django_db


def hints(query: str) -> Hints:
    return hints_for(query, tree=load_site_tree())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("feedbak", "feedback"),
        ("Govenance", "governance"),
        ("consul", "consultation"),
        ("governance feedbakc", "governance feedback"),
        ('"governence" -cost', '"governance" -cost'),
        ("xylophone", ""),
        ("governance", ""),
    ],
)
def test_word_nobody_wrote_is_put_right_with_the_sites_own(typed: str, meant: str) -> None:
    make_page("one", title="Governance", body="## Feedback and consultation")
    assert hints(typed).did_you_mean == meant


def test_what_would_find_nothing_either_is_not_offered() -> None:
    make_page("one", title="Governance")
    assert hints("govenance xylophone").did_you_mean == ""


def test_words_of_hidden_pages_are_never_offered() -> None:
    make_draft("secret", title="Merger")
    hidden = make_page("hidden", title="Redundancies")
    make_page("below", title="Severance", parent=hidden)
    Page.objects.filter(pk=hidden.pk).update(status=PageStatus.ARCHIVED)
    assert [hints(word) for word in ("mergr", "redundancy", "severence")] == [Hints()] * 3


def test_any_of_the_words_is_offered_where_it_finds_something() -> None:
    make_page("one", title="Governance")
    assert hints("governance of xylophones").any_of == "governance or xylophones"
    assert hints("xylophones marimba").any_of == ""


@pytest.mark.parametrize("typed", ["the", "the of and", "-", '"', "& |"])
def test_words_on_every_page_are_said_to_be_so(typed: str) -> None:
    make_page("one", title="The governance of it")
    assert hints(typed) == Hints(is_too_common=True)


def test_hints_are_links_to_a_search(client: Client) -> None:
    make_page("one", title="Governance & more", body="## Feedback")
    page = BeautifulSoup(
        client.get("/search/", {"q": "govenance xylophone"}).content, "html.parser"
    )
    assert "No pages found for “govenance xylophone”" in page.text
    links = [(one.text, one["href"]) for one in page.select("main a[href^='/search/']")]
    assert links == [("any of these words", "/search/?q=governance%20or%20xylophone")]
    assert [one.text for one in page.select("main .app-page-list a")] == ["Governance & more"]
