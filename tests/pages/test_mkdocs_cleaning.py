"""What word processors, plugins and pasted HTML left in a page is cleaned; code never is."""

from pathlib import Path

import pytest

from pages.mkdocs import Known
from tests.pages.mkdocs_folders import SITE, body_of, read_page

FORM = """\
Words.

<!--- feedback form only below here -->


<div class="feedback-section" id="sheets">
  <h2>Page feedback</h2>
  <form id="gs-form">
    <input type="hidden" name="page">

    <label for="role">Your role</label>
    <div class="feedback-actions"><button>Send</button></div>
  </form>
</div>

<script>send("form")</script>
"""
FENCED = """\
```html
<form><span style="x">**cost **of</span></form> <!-- c --> [^1] :material-x: [a](gone.md)
# one
### three


## two
```
"""
PLACEHOLDER = """\
<span class="image placeholder" original-image-src="media/image6.png" width="5in"></span>

*A network of organisations, * {two}
*projects and resources *
""".replace("{two}", " ")


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        (FORM, "Words."),
        ("A <!-- b --> c.", "A  c."),
        ("A.\n\n<style>\np { color: red }\n\nq {}\n</style>\n\nB.", "A.\n\nB."),
        ("## Page feedback\n\n<form><input></form>\n\nB.", "B."),
        ("## Feedback\n\nWe read all of it.", "## Feedback\n\nWe read all of it."),
        ('<div class="note">\n\n<form></form>\n\nKept.\n\n</div>', "Kept."),
        ('A <span style="color: red">red</span> word.', "A red word."),
        ('<font color="red">Red</font>.', "Red."),
        ("Words.{: .lead }\n\n[Go](#x){ .md-button }", "Words.\n\nGo"),
        ("A **team **manager, **all** of them.", "A **team** manager, **all** of them."),
        ("A** bold** word", "A **bold** word"),
        ("**a** b **c**", "**a** b **c**"),
        ("2 ** 3 and 4", "2 ** 3 and 4"),
        ("- > The one\n- > The other", "- The one\n- The other"),
        ("> A quotation", "> A quotation"),
        (PLACEHOLDER, '![](media/image6.png "A network of organisations, projects and resources")'),
        ("[TOC]\n\nA :material-home: b", "A b"),
        ("++ctrl+c++", "<kbd>Ctrl</kbd>+<kbd>C</kbd>"),
        ("C++ and ++", "C++ and ++"),
        ("==so== and 1 == 1", "<mark>so</mark> and 1 == 1"),
        ('??? note "x"\n    Y.', '!!! note "x"\n    Y.'),
        ('=== "One"\n\n    - a\n\n=== "Two"\n\n    B.', "**One**\n\n- a\n\n**Two**\n\nB."),
        ('!!! note "x"\n    <span style="a">Y</span>.', '!!! note "x"\n    Y.'),
    ],
)
def test_words_are_cleaned(tmp_path: Path, written: str, cleaned: str) -> None:
    assert body_of(tmp_path, written).strip() == cleaned


@pytest.mark.parametrize(
    "code",
    [
        FENCED,
        FENCED.replace("```", "~~~~"),
        "Type `<form>` and `**cost **of` and ``[a](gone.md) ` <!-- ``.\n",
        'Words:\n\n    <form>\n    === "Tab"\n    **cost **of [a](gone.md)\n',
        "- In a list:\n\n    ```\n    <form></form> # [^1]\n    ```\n",
        '!!! note "x"\n    ```\n    <span style="a">b</span>\n    ```\n',
        "<code>[a](gone.md) <span>x</span></code> and <pre>**cost **of</pre>\n",
    ],
)
def test_code_stays_as_it_was_typed(tmp_path: Path, code: str) -> None:
    page = read_page(tmp_path, code)
    assert page.body == code
    assert (page.notes.changes, page.notes.problems) == ({}, [])


@pytest.mark.parametrize(
    ("written", "title", "body"),
    [
        ("# One\n\n## Two\n\n#### Four\n\n# Six", "One", "## Two\n\n### Four\n\n## Six"),
        ("One\n===\n\nTwo\n---\n\nWords.", "One", "## Two\n\nWords."),
        ('<h1 align="center">One</h1>\n\n<h3>Two</h3>', "One", "## Two"),
        ("Before.\n\n# One #\n\nAfter.", "One", "Before.\n\nAfter."),
        ("## Two\n\n# One", "Page", "## Two\n\n## One"),
        ("# **One** of `two` [three](#x)", "One of two three", ""),
        ("# C#\n\n##\n\nWords.", "C#", "Words."),
    ],
)
def test_one_title_and_no_level_skipped(
    tmp_path: Path, written: str, title: str, body: str
) -> None:
    page = read_page(tmp_path, written)
    assert (page.title, page.body.strip()) == (title, body)


@pytest.mark.parametrize(
    ("written", "body"),
    [
        ("A.<sup>1</sup>\n\n1. Note.", "A.[^1]\n\n[^1]: Note."),
        ("A.<sup>1</sup>\n\n## Notes\n\n1. Note\n   goes on.", "A.[^1]\n\n[^1]: Note goes on."),
        ('A.<sup>2</sup>\n\n<p id="fn2">2. Note.</p>', "A.[^2]\n\n[^2]: Note."),
        ("A.<sup>1</sup>\n\n---\n\n<sup>1</sup> Note.", "A.[^1]\n\n[^1]: Note."),
        ("A.<sup>1</sup>\n\n[^1]: Note.", "A.[^1]\n\n[^1]: Note."),
        ("A.[^1]\n\n1. Note.", "A.[^1]\n\n[^1]: Note."),
        ("A.<sup>3</sup> B.[^4]", "A.<sup>3</sup> B.[^4]"),
        ("A.<sup>1</sup>\n\n1. One\n2. Two", "A.<sup>1</sup>\n\n1. One\n2. Two"),
        (
            "A m<sup>2</sup>.\n\nSteps:\n\n1. One\n2. Two",
            "A m<sup>2</sup>.\n\nSteps:\n\n1. One\n2. Two",
        ),
        (
            'A.<sup><a href="#f">[1]</a></sup>\n\n<ol>\n<li id="fn1">N. <a>↩</a></li>\n</ol>',
            "A.[^1]\n\n[^1]: N.",
        ),
        ('A.<span style="vertical-align: super">1</span>\n\n1. N.', "A.[^1]\n\n[^1]: N."),
    ],
)
def test_notes_are_linked_where_they_stand_on_the_page(
    tmp_path: Path, written: str, body: str
) -> None:
    assert body_of(tmp_path, written).strip() == body


def test_table_stays_without_its_looks(tmp_path: Path) -> None:
    table = (
        '<table class="wide">\n  <tr style="a"><td colspan="2" bgcolor=red>B</td></tr>\n\n'
        "  <tr></tr>\n</table>"
    )
    assert body_of(tmp_path, table) == (
        '<table>\n<tr><td colspan="2">B</td></tr>\n<tr></tr>\n</table>\n'
    )


def test_what_a_person_must_look_at_is_said(tmp_path: Path) -> None:
    text = (
        '--8<-- "dates.md"\n\n{{ ours }} {{ theirs }} {++new++} <iframe> A.[^4]\n\n'
        "[^5]: Unmarked.\n\n<!-- no end"
    )
    page = read_page(tmp_path, text, known=Known(short_codes={"ours"}))
    assert page.notes.problems == [
        "a comment that never ends: readers see nothing of what follows it",
        "a <iframe> that is never closed: its words are kept",
        "the snippet dates.md is not brought in: copy its words here",
        "a proposed edit, {++new++}: decide it",
        "{{ theirs }} means nothing here: left as it is",
        "the mark 4 has no note on the page: it stays a plain mark",
        "note 5 has no mark in the text: kept as a paragraph",
    ]


def test_cleaned_page_needs_no_more_cleaning(tmp_path: Path) -> None:
    from pages.mkdocs import read_mkdocs

    for number, page in enumerate(read_mkdocs(SITE).pages):
        folder = tmp_path / str(number)
        again = read_page(folder, f"# {page.title}\n\n{page.body}")
        assert (again.title, again.body.count("\n#")) == (page.title, page.body.count("\n#"))
        assert "styles" not in str(again.notes.changes), page.path
