"""Advice on what is written."""

import pytest

from pages.advice import Kind, SiteFacts, advise

FACTS = SiteFacts(figures={"map"}, settings={"name": True, "contact": False})
LONG = " ".join(["word"] * 41)


def said(body: str, site: SiteFacts = FACTS) -> list[tuple[Kind, int]]:
    return [(one.kind, one.line) for one in advise(body, site)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("## One\n\n### Two\n\n## Three", []),
        ("### First", [(Kind.HEADING, 1)]),
        ("## One\n\n#### Two", [(Kind.HEADING, 3)]),
        ("# One\n\n## Two", [(Kind.HEADING, 1)]),
        ("One\n===\n\nTwo\n---", [(Kind.HEADING, 1)]),
        ("```\n# No heading\n```", []),
        ("Fine.\n\n[here](https://example.org)", [(Kind.LINK_WORDS, 3)]),
        ("[Click here!](https://example.org)", [(Kind.LINK_WORDS, 1)]),
        ("[**Read\nmore**](https://example.org)", [(Kind.LINK_WORDS, 1)]),
        ("[](https://example.org)", [(Kind.LINK_WORDS, 1)]),
        ("[How we work](https://example.org)", []),
        ("[![](figure:map)](https://example.org)", []),
        ("[![Plans](/a.png)](https://example.org)", []),
        ("<https://example.org/a>", [(Kind.BARE_ADDRESS, 1)]),
        ("One\nat https://example.org now", [(Kind.BARE_ADDRESS, 2)]),
        ("`https://example.org`", []),
        ("![](figure:map)", []),
        ("![](/a.png)", [(Kind.NO_ALTERNATIVE, 1)]),
        ("![Dots](/a.png)", []),
        ("![Dots](figure:other)", [(Kind.MISSING_FIGURE, 1)]),
        ('![Dots](map.png "A map")', [(Kind.MISSING_FIGURE, 1)]),
        (LONG + ".", [(Kind.LONG_SENTENCE, 1)]),
        (f"Short.\n{LONG}.", [(Kind.LONG_SENTENCE, 2)]),
        (f"{LONG[:100]}. {LONG[:90]}.", []),
        (f"- item\n- {LONG}", [(Kind.LONG_SENTENCE, 2)]),
        ("A mark[^7] here.", [(Kind.FOOTNOTE, 1)]),
        ("A mark[^7] here.\n\n[^7]: The note.", []),
        ("{{ name }} and {{ system_map }}", []),
        ("{{ contact }}", [(Kind.SETTING, 1)]),
        ("Words {{ nonsense }}", [(Kind.SETTING, 1)]),
        ("`{{ nonsense }}`", []),
    ],
)
def test_text_is_advised_on_with_its_line(body: str, expected: list[tuple[Kind, int]]) -> None:
    assert said(body) == expected


@pytest.mark.parametrize(
    ("html", "is_pale"),
    [
        ('<span style="color:#aaa">x</span>', True),
        ('<span style="COLOR: #AAAAAA !important">x</span>', True),
        ('<font color="yellow">x</font>', True),
        ('<p style="font-weight:bold;color:rgb(200,200,200)">x</p>', True),
        ('<span style="color:#767676">x</span>', False),  # 4.54 to 1
        ('<span style="color:#777777">x</span>', True),  # 4.48 to 1
        ('<span style="color:white;background:#000">x</span>', False),
        ('<span style="color:white">x</span>', True),
        ('<span style="color:inherit">x</span>', False),
        ('<span style="background-color:#eee">x</span>', False),
        ('<span title="color:#aaa">x</span>', False),
    ],
)
def test_pale_colours_in_pasted_html(html: str, *, is_pale: bool) -> None:
    for body in (f"Words {html}", f"<div>\n{html}\n</div>"):
        assert [one.kind for one in advise(body, FACTS)] == [Kind.PALE_COLOUR] * is_pale


def test_advice_says_what_to_do() -> None:
    (advice,) = advise("## One\n\n#### Two", FACTS)
    assert advice.message == (
        "This heading is of level 4 and stands below one of level 2: begin it with ###."
    )
    assert advice.excerpt == "Two"


def test_text_that_can_not_be_shown_is_not_advised_on() -> None:
    assert advise("<b>" * 6_000, FACTS) == []
