"""`![](figure:name)` in a page."""

import pytest
from bs4 import BeautifulSoup, Tag

from pages.rendering import FigureFacts, render
from pages.rendering.figures import names_asked_for

MAP = FigureFacts(
    address="/figures/abc.png",
    width=60,
    height=40,
    alternative_text="Seven dots",
    caption="A map",
    credit="The team",
)
LINE = FigureFacts(address="/figures/def.png", width=9, height=1)


def soup(markdown: str) -> BeautifulSoup:
    html = render(markdown, settings={}, figures={"map": MAP, "line": LINE}).html
    return BeautifulSoup(html, "html.parser")


def picture(markdown: str) -> Tag:
    image = soup(markdown).img
    assert image is not None
    return image


def caption(markdown: str) -> str | None:
    figcaption = soup(markdown).figcaption
    return figcaption.text if figcaption else None


def test_figure_has_its_size_and_its_words() -> None:
    assert picture("![](figure:map)").attrs == {
        "src": "/figures/abc.png",
        "width": "60",
        "height": "40",
        "alt": "Seven dots",
        "loading": "lazy",
        "decoding": "async",
    }
    assert caption("![](figure:map)") == "A map. Credit: The team."


def test_words_of_the_page_go_before_the_figures_own() -> None:
    markdown = '![Where we work](figure:map "Our places.")'
    assert picture(markdown)["alt"] == "Where we work"
    assert caption(markdown) == "Our places. Credit: The team."


def test_decorative_figure_is_silent_and_has_no_empty_caption() -> None:
    assert picture("![](figure:line)")["alt"] == ""
    assert caption("![](figure:line)") is None


def test_figure_in_a_sentence_is_a_picture_alone() -> None:
    page = soup("See ![](figure:map) here.")
    assert page.figure is None
    assert [one["alt"] for one in page.select("p > img")] == ["Seven dots"]


def test_figure_in_a_link_keeps_its_link() -> None:
    page = soup("[![Where we work](figure:map)](/places/)")
    assert page.figure is None
    assert [one["alt"] for one in page.select('p > a[href="/places/"] > img')] == ["Where we work"]


@pytest.mark.parametrize("address", ["figure:other", "figure:map-2", "figure:", "figure:Map"])
def test_unknown_figure_is_one_to_be_supplied(address: str) -> None:
    rendered = render(f'![x]({address} "A plan")', settings={}, figures={"map": MAP})
    assert rendered.missing_figures == ("A plan",)
    assert "<img" not in rendered.html
    assert "app-figure--missing" in rendered.html


@pytest.mark.parametrize("hostile", ['"><script>alert(1)</script>', "' onerror='x", "</figure>"])
def test_hostile_words_stay_words(hostile: str) -> None:
    facts = FigureFacts("/figures/abc.png", 1, 1, hostile, hostile, hostile)
    html = render("![](figure:map)", settings={}, figures={"map": facts}).html
    page = BeautifulSoup(html, "html.parser")
    assert [tag.name for tag in page.find_all()] == ["figure", "img", "figcaption"]
    assert page.img is not None
    assert page.img["alt"] == hostile
    assert "onerror" not in page.img.attrs


def test_how_a_picture_loads_is_ours_to_say() -> None:
    html = render('<img src="/a.png" loading="eager" decoding="sync">', settings={}).html
    assert html == '<img src="/a.png">'


def test_names_are_found_wherever_they_stand() -> None:
    text = "![](figure:one) figure:two-2. [x]: figure:three\n`figure:four` figure:-x"
    assert names_asked_for(text) == {"one", "two-2", "three", "four"}
