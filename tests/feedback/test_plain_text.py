"""What people type is cleaned before it is measured and kept."""

import pytest

from feedback.plain_text import clean_line, clean_paragraphs, visible_length


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo", "one\ntwo"),
        ("one\rtwo", "one\ntwo"),
        ("one\u2028two", "one\ntwo"),
        ("nul\x00 is gone", "nul is gone"),
        ("vertical\x0btab", "vertical\ntab"),
        ("form\x0cfeed", "form\nfeed"),
        ("next\x85line", "next\nline"),
        ("no character \ufffe\ufdd0\U0010ffff", "no character"),
        ("escape\x1b[31m", "escape[31m"),
        ("lone surrogate \ud800.", "lone surrogate ."),
        ("  kept\tinside  ", "kept\tinside"),
    ],
)
def test_paragraphs_keep_newlines_and_lose_controls(typed: str, kept: str) -> None:
    assert clean_paragraphs(typed) == kept


def test_line_folds_white_space() -> None:
    assert clean_line("  one\r\n two\t three ") == "one two three"


@pytest.mark.parametrize(
    "blank",
    [
        "",
        "   ",
        "\u200b\u200b\u200b\u200b\u200b",
        "\u3164",
        "\u115f \u1160",
        "\u2800\u2800",
        "\ufeff\u00a0",
        "\u202e\u202c",
        "\u2060",
        "\u00ad\u00ad",
        "\U000e0020\U000e0041",
        "\ufe0f\ufe0f",
        "\u180b",
        "\U000e0100",
        "\u2065",
        "\U0001d159",
        "\U00016fe4",
        "\ufff0",
        "\ufffe",
    ],
)
def test_text_that_is_blank_to_the_eye_is_blank(blank: str) -> None:
    assert clean_paragraphs(blank) == ""
    assert clean_line(blank) == ""


@pytest.mark.parametrize("text", ["👩‍👩‍👧", "नमस्ते", "مرحبا", "❤️ well done", "naïve"])
def test_writing_of_every_kind_is_kept(text: str) -> None:
    assert clean_line(text) == text


def test_visible_length_counts_what_a_reader_sees() -> None:
    assert visible_length("a\u200bb c") == 4
