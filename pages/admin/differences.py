"""What differs between one state of a page's words and another, ready to be shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pages.comparing import Comparison, Piece, compare, compare_words
from pages.models import PageRevision

LINES = {"title": "Title", "menu_title": "Menu title", "summary": "Summary"}


@dataclass(frozen=True, slots=True)
class Differences:
    lines: list[tuple[str, tuple[Piece, ...]]]
    text: Comparison

    @property
    def is_same(self) -> bool:
        return self.text.is_same and not self.lines


@dataclass(frozen=True, slots=True)
class Conflict:
    """What the first of two editors did to the words both began with, and what the second asks."""

    newest: PageRevision
    started_from: PageRevision | None
    theirs: Differences | None
    yours: Differences


def conflict_with(
    newest: PageRevision, *, started_from: int | None, asked: Mapping[str, Any]
) -> Conflict:
    before = newest.page.revisions.filter(number=started_from or 0).first()
    theirs = words_of(newest)
    return Conflict(
        newest=newest,
        started_from=before,
        theirs=differences(words_of(before), theirs) if before else None,
        # A field that was refused for itself is not compared.
        yours=differences(theirs, {name: asked.get(name, theirs[name]) for name in theirs}),
    )


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> Differences:
    lines = [
        (label, compare_words(before[name], after[name]))
        for name, label in LINES.items()
        if before[name] != after[name]
    ]
    return Differences(lines, compare(before["body"], after["body"]))


def words_of(revision: PageRevision) -> dict[str, Any]:
    return {name: getattr(revision, name) for name in (*LINES, "body")}
