"""Markdown in, safe HTML out."""

import pytest
from bs4 import BeautifulSoup

from pages.rendering import MISSING_FIGURE_SLOT, Rendered, SettingText, render


def rendered(markdown: str, **settings: SettingText) -> Rendered:
    return render(markdown, settings=settings)


def soup(markdown: str) -> BeautifulSoup:
    return BeautifulSoup(rendered(markdown).html, "html.parser")


def levels(markdown: str) -> list[int]:
    return [heading.level for heading in rendered(markdown).headings]


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("Words", '<p class="govuk-body">Words</p>'),
        ("[in](/a/)", '<p class="govuk-body"><a href="/a/" class="govuk-link">in</a></p>'),
        ("~~old~~", '<p class="govuk-body"><s>old</s></p>'),
        ("a &amp; b < c", '<p class="govuk-body">a &amp; b &lt; c</p>'),
        (
            "> quoted",
            (
                '<blockquote class="govuk-inset-text">\n'
                '<p class="govuk-body">quoted</p>\n</blockquote>'
            ),
        ),
        (
            "- one\n- two",
            '<ul class="govuk-list govuk-list--bullet">\n<li>one</li>\n<li>two</li>\n</ul>',
        ),
        (
            "3. three",
            '<ol start="3" class="govuk-list govuk-list--number">\n<li>three</li>\n</ol>',
        ),
        ("No note[^3].", '<p class="govuk-body">No note<sup>3</sup>.</p>'),
        ("<!-- hidden -->", ""),
    ],
)
def test_markdown_is_dressed_as_govuk_components(markdown: str, html: str) -> None:
    assert rendered(markdown).html.strip() == html


def test_link_elsewhere_says_noopener_and_opens_no_window() -> None:
    link = soup("[out](https://example.org)").a
    assert link is not None
    assert (link["href"], link["rel"], link.get("target")) == (
        "https://example.org",
        ["noopener"],
        None,
    )


def test_table_scrolls_in_a_named_box() -> None:
    table = soup("| Place | Count |\n|---|--:|\n| Kent | 2 |")
    box = table.select_one("div.app-table")
    assert box is not None
    named = (box["tabindex"], box["role"], box["aria-label"])
    assert named == ("0", "region", "Table: Place, Count")
    assert [cell["scope"] for cell in box.select("th.govuk-table__header")] == ["col", "col"]
    assert [cell.text for cell in box.select("td.govuk-table__cell--numeric")] == ["2"]


def test_admonition_has_its_title() -> None:
    box = soup('!!! note "Mind this"\n    words').select_one("div.app-admonition")
    assert box is not None
    assert [one.text for one in box.select("p")] == ["Mind this", "words"]


def test_attribute_lists_are_neither_shown_nor_kept() -> None:
    assert rendered("[go](/a/){ .md-button #x target=_blank onclick=x }").html == (
        '<p class="govuk-body"><a href="/a/" class="govuk-link">go</a></p>\n'
    )


# Headings


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("# a\n# b", [2, 2]),
        ("# a\n## b\n# c", [2, 3, 2]),
        ("#### a\n###### b\n#### c", [2, 3, 2]),
        ("### a\n## b\n### c", [2, 2, 3]),
        ("## a\n### b\n#### c\n##### d\n###### e", [2, 3, 4, 5, 6]),
        ("##\n\n## a", [2]),
    ],
)
def test_heading_levels_begin_at_2_and_skip_none(markdown: str, expected: list[int]) -> None:
    assert levels(markdown) == expected


def test_headings_in_pasted_html_become_text() -> None:
    assert soup("<h1 id=app-main>Big</h1>\n\nx <H2>y</H2>").select("h1, h2, h3, [id]") == []


@pytest.mark.parametrize(
    ("heading", "identifier"),
    [
        ("What we think", "what-we-think"),
        ("App main", "section-app-main"),
        ("app-feedback", "section-app-feedback"),
        ("id_summary", "section-id_summary"),
        ("div_id_role", "section-div_id_role"),
        ("Error summary title", "section-error-summary-title"),
        ("漢字", "section"),
        ("**Bold** `code` [link](/a/)", "bold-code-link"),
    ],
)
def test_heading_id_is_never_one_of_the_templates(heading: str, identifier: str) -> None:
    assert [one.id for one in rendered(f"## {heading}").headings] == [identifier]


def test_heading_ids_are_unique() -> None:
    headings = rendered("## a\n## a 2\n## a\n## a").headings
    assert [one.id for one in headings] == ["a", "a-2", "a-3", "a-4"]


# Footnotes


def test_footnotes_link_both_ways_under_their_own_heading() -> None:
    page = soup("One[^n], again[^n].\n\n[^n]: The note.")
    ids = {one["id"] for one in page.select("[id]")}
    targets = [str(one["href"]) for one in page.select('a[href^="#"]')]
    assert {target[1:] for target in targets} <= ids
    assert len(targets) == 5  # one is the link to the heading itself
    assert [one.text for one in page.select("section h2")] == ["Footnotes"]
    assert rendered("x[^n]\n\n[^n]: y").headings[-1].id == "app-footnotes"


# Figures


def test_missing_figure_keeps_its_caption_and_a_place_for_a_note() -> None:
    result = rendered('![](media/map.png "A map,\nin two lines")')
    assert result.missing_figures == ("A map, in two lines",)
    assert result.html.count(MISSING_FIGURE_SLOT) == 1
    figure = BeautifulSoup(result.html, "html.parser").figure
    assert figure is not None
    assert figure["class"] == ["app-figure", "app-figure--missing"]
    assert figure.text.strip() == "A map, in two lines"


def test_figure_that_is_there_has_its_picture() -> None:
    result = rendered('![Seven dots](/figures/map.png "A map")')
    assert result.missing_figures == ()
    assert '<img src="/figures/map.png" alt="Seven dots">' in result.html


def test_place_for_a_note_cannot_be_forged() -> None:
    assert MISSING_FIGURE_SLOT not in rendered(f"x {MISSING_FIGURE_SLOT}").html


# Settings


def test_setting_is_filled_in() -> None:
    contact = SettingText(label="Contact", value="a@example.org")
    assert 'href="mailto:a@example.org"' in rendered("Ask {{ contact }}.", contact=contact).html


def test_setting_alone_on_its_line_may_be_paragraphs_and_in_a_sentence_is_one_line() -> None:
    text = SettingText(label="Text", value="One\n\nTwo")
    assert rendered("{{ text }}", text=text).html.count("<p ") == 2
    assert rendered("So: {{ text }}.", text=text).text == "So: One Two."


def test_empty_setting_says_what_is_to_be_completed() -> None:
    basis = SettingText(label="Lawful *basis* & <law>", value=" ")
    assert rendered("{{ basis }}", basis=basis).html == (
        '<p class="govuk-body"><strong class="app-placeholder">'
        "[To be completed: Lawful *basis* &amp; &lt;law&gt;]</strong></p>\n"
    )


def test_value_is_not_filled_in_again() -> None:
    loop = SettingText(label="Loop", value="{{ loop }} twice")
    assert rendered("{{ loop }}", loop=loop).text == "{{ loop }} twice"


def test_unknown_setting_stays_as_written() -> None:
    assert rendered("{{ nobody }}").text == "{{ nobody }}"


# Text


def test_text_is_the_words_alone() -> None:
    result = rendered("## Title\n\nWords **here**<sup>3</sup> &amp; [there](/a/).\n\ue000")
    assert result.text == "Title · Words here 3 & there."


def test_words_for_search_have_dots_between_blocks_only() -> None:
    markdown = "## One\n\nsoft\nbreak\\\nhard\n\n- a\n- *b* c\n\n| h | i |\n|--|--|\n| j | k |\n"
    assert rendered(markdown).text == "One · soft break hard · a · b c · h · i · j · k"


@pytest.mark.parametrize(
    "code",
    [
        "`{{ contact }}`",
        "``a ` {{ contact }}``",
        "```\n{{ contact }}\n```",
        "~~~\r\n{{ contact }}\r\n~~~",
        "> ```\n> {{ contact }}\n> ```",
        "    {{ contact }}",
    ],
)
def test_setting_in_code_stays_as_typed(code: str) -> None:
    contact = SettingText(label="Contact", value="a@example.org")
    assert "{{ contact }}" in rendered(code, contact=contact).text
    assert "a@example.org" not in rendered(code, contact=contact).text


@pytest.mark.parametrize(
    "words",
    [
        "`code` {{ contact }} `code`",
        "A ` alone: {{ contact }}\n\nand ` again",
        "```\ncode\n```\n{{ contact }}",
        "- item\n\n    {{ contact }}",
        "!!! note\n    {{ contact }}",
    ],
)
def test_setting_beside_code_is_filled_in(words: str) -> None:
    contact = SettingText(label="Contact", value="a@example.org")
    assert "a@example.org" in rendered(words, contact=contact).text
