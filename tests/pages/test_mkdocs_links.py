"""Links between files become links of the site; those that lead nowhere become their words."""

from pathlib import Path

import pytest

from pages.mkdocs import Known
from tests.pages.mkdocs_folders import body_of, read_page

FILES = {
    "other.md": "# Other\n\n## First thing {#one}\n\n## First thing\n\n## Café & co",
    "section/index.md": "# Section",
    "section/deep/My_Page.md": "# Deep",
    "index.md": "# Home",
}


@pytest.mark.parametrize(
    ("written", "linked"),
    [
        ("[a](other.md)", "[a](/other/)"),
        ("[a](./other.md 'T')", "[a](/other/ 'T')"),
        ("[a](<other.md>)", "[a](</other/>)"),
        ("[a](OTHER.md)", "[a](/other/)"),
        ("[a](other.html)", "[a](/other/)"),
        ("[a](other/)", "[a](/other/)"),
        ("[a](../other/)", "[a](/other/)"),
        ("[a](/other/)", "[a](/other/)"),
        ("[a](/other)", "[a](/other/)"),
        ("[a](section/)", "[a](/section/)"),
        ("[a](section/index.md)", "[a](/section/)"),
        ("[a](section/index.html#section)", "[a](/section/)"),
        ("[a](index.md)", "[a](/)"),
        ("[a](other.md#first-thing)", "[a](/other/#first-thing)"),
        ("[a](other.md#first-thing_1)", "[a](/other/#first-thing-2)"),
        ("[a](other.md#one)", "[a](/other/#first-thing)"),
        ("[a](other.md#other)", "[a](/other/)"),
        ("[a](other.md#gone)", "[a](/other/)"),
        ("[a](other.md?x=1)", "[a](/other/)"),
        ("[**a** `b`](other.md)", "[**a** `b`](/other/)"),
        ("[![x](figure:y)](other.md)", "[![x](figure:y)](/other/)"),
        ("[a][r]\n\n[r]: other.md 'T'", "[a][r]\n\n[r]: /other/ 'T'"),
        ("[r]\n\n[R]: other.md", "[r]\n\n[R]: /other/"),
        ('<a href="other.md" target="_blank">a</a>', '<a href="/other/">a</a>'),
        ("<https://example.org/a>", "<https://example.org/a>"),
        ("[a](https://example.org/x.md)", "[a](https://example.org/x.md)"),
        ("[a](mailto:a@example.org)", "[a](mailto:a@example.org)"),
        ("[a](gone.md)", "a"),
        ("[a](gone/)", "a"),
        ("[a *b*](gone.md 'T')", "a *b*"),
        ("[a][r]\n\n[r]: gone.md", "a"),
        ("[a](../../etc/passwd)", "a"),
        ("[a](file.docx)", "a"),
        ('<a href="gone.md">a</a>', "a"),
        ("[a](#nowhere)", "a"),
        ("# T\n\n## Here\n\n[a](#here)", "## Here\n\n[a](#here)"),
        ("[a](/search/?q=x)", "[a](/search/?q=x)"),
        ("[a](/known/page/)", "[a](/known/page/)"),
        (r"\[a](gone.md)", r"\[a](gone.md)"),
        ("[a](my page.md#words)", "[a](</my-page/#words>)"),
    ],
)
def test_link_leads_where_it_led(tmp_path: Path, written: str, linked: str) -> None:
    known = Known(paths={"known/page"})
    page = read_page(tmp_path, written, FILES | {"my page.md": "## Words"}, known=known)
    assert page.body.strip() == linked


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "<javascript:alert(1)>",
        "&#106;avascript:alert(1)",
        "&#x6A;avascript&colon;alert(1)",
        "%6aavascript:alert(1)",
        "<java\tscript:alert(1)>",
        "<\u00a0\u200bjavascript:alert(1)>",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
    ],
)
def test_address_that_runs_something_is_no_link(tmp_path: Path, address: str) -> None:
    page = read_page(tmp_path, f"[a]({address}) <a href='{address.strip('<>')}'>b</a>")
    assert page.body == "a b\n"
    assert len(page.notes.problems) >= 1


def test_dead_link_is_said_with_its_words(tmp_path: Path) -> None:
    page = read_page(tmp_path, "[the rules](old/rules.md) [x](other.md#gone)", FILES)
    assert page.notes.problems == [
        "the link “the rules” to old/rules.md: it leads nowhere: its words are kept",
        "the link “x” to other.md#gone: there is no heading “gone”: it leads to the page",
    ]


def test_page_that_is_refused_is_not_linked_to(tmp_path: Path) -> None:
    assert body_of(tmp_path, "[a](admin/index.md)", {"admin/index.md": "# A"}) == "a\n"


def test_ten_thousand_brackets_take_no_time(tmp_path: Path) -> None:
    page = read_page(tmp_path, "[" * 10_000 + "x" + "](gone.md)" * 1_000)
    assert "[" * 8_999 in page.body or page.refused
