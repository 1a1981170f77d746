"""Differences between two texts, for people to read."""

import time

import pytest

from pages.comparing import Block, Kind, Piece, blocks_of, compare, compare_words

SAME, INSERTED, DELETED, CHANGED = Kind.SAME, Kind.INSERTED, Kind.DELETED, Kind.CHANGED


def test_changed_words_are_marked_inside_their_paragraph() -> None:
    found = compare("One.\n\nTeams are small here.", "One.\n\nTeams are very small here.")
    assert found.blocks == (
        Block(SAME, (Piece(SAME, "One."),)),
        Block(
            CHANGED,
            (Piece(SAME, "Teams are "), Piece(INSERTED, "very "), Piece(SAME, "small here.")),
        ),
    )
    assert str(found) == "1 paragraph changed"


def test_whole_words_are_marked_and_never_part_of_one() -> None:
    assert compare_words("the cost", "the cast") == (
        Piece(SAME, "the "),
        Piece(DELETED, "cost"),
        Piece(INSERTED, "cast"),
    )


def test_unlike_paragraphs_are_taken_out_and_put_in() -> None:
    found = compare("Alpha beta gamma", "Entirely other words\n\nMore of them")
    assert [block.kind for block in found.blocks] == [DELETED, INSERTED, INSERTED]
    assert str(found) == "2 paragraphs added, 1 removed"


def test_same_is_same() -> None:
    found = compare("One.\n\nTwo.\r\n", "One.\n\n\nTwo.")
    assert (found.is_same, str(found)) == (True, "No paragraphs changed")
    assert compare("", "").blocks == ()


def test_runs_part_what_changed_from_what_did_not() -> None:
    found = compare("A.\n\nB.\n\nC.\n\nD.", "A.\n\nB.\n\nNew.\n\nC.\n\nD.")
    assert [(is_same, len(blocks)) for is_same, blocks in found.runs] == [
        (True, 2),
        (False, 1),
        (True, 2),
    ]


def test_code_between_fences_is_one_paragraph() -> None:
    text = "Before\n\n```\none\n\ntwo\n```\n\nAfter"
    assert blocks_of(text) == ["Before", "```\none\n\ntwo\n```", "After"]
    assert blocks_of("~~~\nnever\n\nclosed") == ["~~~\nnever\n\nclosed"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("😀 one", "😁 one"),
        ("\ud800 one", "\udfff one"),
        ("\u202e one", "\u202d one"),
        ("<b>one</b>", "<i>one</i>"),
    ],
)
def test_any_characters_survive(before: str, after: str) -> None:
    pieces = compare_words(before, after)
    assert "".join(one.text for one in pieces if one.kind != INSERTED) == before
    assert "".join(one.text for one in pieces if one.kind != DELETED) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a " * 50_000, "b " * 50_000),
        ("!?" * 50_000, "?!" * 50_000),
        ("a\n\n" * 33_000, "b\n\na\n\n" * 16_000),
        ("x\n\n" * 33_000, "y\n\n" * 33_000),
        ("a" * 100_000, "a" * 99_999 + "b"),
        ("```\n" * 25_000, "~~~\n" * 25_000),
        (
            "\n\n".join(f"p{n} a b" for n in range(9_000)),
            "\n\n".join(f"q{n} a b" for n in range(9_000)),
        ),
    ],
)
def test_hostile_texts_take_little_time(before: str, after: str) -> None:
    began = time.process_time()  # of this process alone: the machine may have other work
    compare(before, after)
    assert time.process_time() - began < 2
