"""Headings and terms have addresses, with a link beside each that is no part of the words."""

import pytest
from bs4 import BeautifulSoup

from pages.admin.reading import as_reading_copy
from pages.rendering import render


def soup(markdown: str) -> BeautifulSoup:
    return BeautifulSoup(render(markdown, settings={}).html, "html.parser")


def test_heading_stands_in_a_box_with_a_link_to_itself() -> None:
    box = soup('## "Small" *teams* & all').select_one("div.app-heading.app-heading--2")
    assert box is not None
    heading, link = box.find_all(recursive=False)
    assert (heading.name, heading["id"], heading.text) == (
        "h2",
        "small-teams-all",
        '"Small" teams & all',
    )
    assert (link["href"], link.text) == ("#small-teams-all", "")
    assert link["aria-label"] == 'Link to this section: "Small" teams & all'


def test_link_beside_a_heading_is_no_word_of_the_page() -> None:
    result = render("## One\n\nTerm\n: meaning\n\nx[^1]\n\n[^1]: note", settings={})
    assert result.text == "One · Term · meaning · x 1 · Footnotes · note"
    assert [one.text for one in result.headings] == ["One", "Footnotes"]


def test_footnotes_heading_has_its_link_too() -> None:
    assert soup("x[^1]\n\n[^1]: y").select_one('a[href="#app-footnotes"]') is not None


def test_term_has_an_address_that_no_heading_loses_by() -> None:
    page = soup("Value\n: what it is worth\n\n## Value\n\nValue\n: again\n\n漢字\n: x")
    assert [one["id"] for one in page.select("h2")] == ["value"]
    assert [one["id"] for one in page.select("dt")] == ["value-2", "value-3", "term"]
    links = [(one["href"], one["aria-label"]) for one in page.select("dt a")]
    assert links[0] == ("#value-2", "Link to this term: Value")


def test_anchor_cannot_be_forged() -> None:
    page = soup('<a class="app-anchor" href="#x" aria-label="Mine">x</a>')
    assert page.select(".app-anchor, [aria-label]") == []


@pytest.mark.parametrize(
    ("word", "kind"),
    [("note", "note"), ("tip", "tip"), ("danger", "warning"), ("info", "note"), ("zzz", "note")],
)
def test_admonition_has_the_look_of_its_kind(word: str, kind: str) -> None:
    box = soup(f"!!! {word}\n    words").select_one(".app-admonition")
    assert box is not None
    assert box["class"] == ["govuk-inset-text", "app-admonition", f"app-admonition--{kind}"]
    assert box.p is not None
    assert box.p.text == word.capitalize()


def test_staffs_copy_has_no_links_to_its_headings() -> None:
    html = render('## A > "b"\n\nTerm\n: meaning', settings={}).html
    copy = BeautifulSoup(as_reading_copy(html), "html.parser")
    assert copy.select("a") == []
    assert [one["id"] for one in copy.select("[id]")] == ["read-a-b", "read-term"]
