"""What Material for MkDocs and its extensions write says the same on the site, or is named."""

from pathlib import Path

import pytest

from pages.rendering import render
from tests.pages.mkdocs_folders import body_of, read_page

IMAGE = "![A](a.png)"


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        (":rocket: :+1: at 10:30:45", "🚀 👍 at 10:30:45"),
        ("[Go :material-arrow-right:](#go)\n\n## Go", "[Go](#go)\n\n## Go"),
        (f"{IMAGE}\n/// caption\nFigure **1**\n///", '![A](a.png "Figure 1")'),
        (f"{IMAGE}\n\n///  figure-caption\n    attrs\n///", '![A](a.png "attrs")'),
        (f"{IMAGE}\n{IMAGE}\n{IMAGE}", f"{IMAGE}\n\n{IMAGE}\n\n{IMAGE}"),
        (f"Words\n{IMAGE}\n{IMAGE}", f"Words\n{IMAGE}\n{IMAGE}"),
        ("H~2~O, x^2^ and ^^new^^", "H<sub>2</sub>O, x<sup>2</sup> and <ins>new</ins>"),
        ("~~gone~~ and C:\\A~1\\B~1", "~~gone~~ and C:\\A~1\\B~1"),
        ("- [x] Done\n- [ ] Not", "- ☑ Done\n- ☐ Not"),
        ("#Heading\n\n##Below", "## Below"),
        ("`:rocket: x^2^`\n\n    *[LA]: x", "`:rocket: x^2^`\n\n    *[LA]: x"),
        ("A\n\n---\n\n## Tell us what you think\n\n<form></form>", "A"),
        ("A\n\n## Give feedback\n\n<iframe src='//forms.example/e'></iframe>", "A"),
        ("## Feedback\n\n<p>Was this page helpful?</p>\n<form></form>\n\nB", "B"),
        ("## Feedback\n\nWe heard.\n\n<form></form>", "## Feedback\n\nWe heard."),
    ],
)
def test_extensions_are_said_in_what_the_site_has(
    tmp_path: Path, written: str, cleaned: str
) -> None:
    assert body_of(tmp_path, written).strip() == cleaned


def test_abbreviation_is_explained_where_it_is_first_used(tmp_path: Path) -> None:
    page = read_page(
        tmp_path, '# LA\n\n## LA\n\nAn LA, [LA](/) and LAs.\n\n*[LA]: Local "authority"\n*[XY]: Z\n'
    )

    assert page.body.strip() == (
        '## LA\n\nAn <abbr title="Local &quot;authority&quot;">LA</abbr>, [LA](/) and LAs.'
    ).replace("[LA](/)", "LA")
    assert '<abbr title="Local &quot;authority&quot;">' in render(page.body, settings={}).html
    assert page.notes.changes["abbreviations explained where first used"] == 1
    assert page.notes.changes["meanings of abbreviations the page does not use dropped"] == 1


def test_what_has_no_place_on_the_site_is_named(tmp_path: Path) -> None:
    page = read_page(tmp_path, "``` mermaid\nA\n```\n\n:no_such_sign:\n\n/// details\nx\n///\n")

    assert page.notes.problems == [
        "a mermaid diagram is shown as its code: supply a picture of it",
        "the block “/// details” means nothing here: left as it is",
        ":no_such_sign: means nothing here: left as it is",
    ]


def test_power_is_no_mark_of_a_note(tmp_path: Path) -> None:
    page = read_page(
        tmp_path, "Claim<sup>2</sup> on 5 m<sup>2</sup>.\n\n## Notes\n\n<sup>2</sup> A note.\n"
    )

    assert page.body.strip() == "Claim[^2] on 5 m<sup>2</sup>.\n\n[^2]: A note."
    assert page.notes.problems == ["<sup>2</sup> was taken for a power, not for the mark of note 2"]
