"""What differs between two texts, paragraph by paragraph and inside them word by word.

Nothing here knows of pages: two strings in, a `Comparison` out, within a second whatever they are.
"""

import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, zip_longest
from typing import Any

from diff_match_patch.diff_match_patch import diff_match_patch

SECONDS_ALLOWED = 1.0
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
# Longer than any paragraph that a person would read the differences of, one by one.
_MOST_WORDS = 5_000
# Less alike than this, and two paragraphs are one taken out and another put in.
_ALIKE = 0.3
_FIRST = 0x100  # characters that stand for tokens begin here, and leave out what is half of a pair
_SURROGATES = range(0xD800, 0xE000)
_LIBRARY: Any = diff_match_patch  # it comes without types


class Kind(StrEnum):
    SAME = "same"
    INSERTED = "inserted"
    DELETED = "deleted"
    CHANGED = "changed"


_KINDS = {-1: Kind.DELETED, 0: Kind.SAME, 1: Kind.INSERTED}


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are in both texts, or in one."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list or code: of one piece, or of several when it was changed."""

    kind: Kind
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    blocks: tuple[Block, ...]

    @property
    def is_same(self) -> bool:
        return all(block.kind == Kind.SAME for block in self.blocks)

    @property
    def runs(self) -> list[tuple[bool, list[Block]]]:
        """Blocks side by side that are all the same in both texts (True), or all not."""
        runs = groupby(self.blocks, key=lambda block: block.kind == Kind.SAME)
        return [(is_same, list(blocks)) for is_same, blocks in runs]

    def count(self, kind: Kind) -> int:
        return sum(block.kind == kind for block in self.blocks)

    def __str__(self) -> str:
        """“3 paragraphs changed, 1 added”."""
        said = [(Kind.CHANGED, "changed"), (Kind.INSERTED, "added"), (Kind.DELETED, "removed")]
        counts = [(self.count(kind), word) for kind, word in said if self.count(kind)]
        if not counts:
            return "No paragraphs changed"
        (first, word), *rest = counts
        noun = "paragraph" if first == 1 else "paragraphs"
        return ", ".join([f"{first:,} {noun} {word}", *(f"{n:,} {word}" for n, word in rest)])


def compare(before: str, after: str) -> Comparison:
    deadline = time.monotonic() + SECONDS_ALLOWED
    blocks: list[Block] = []
    removed: list[str] = []
    added: list[str] = []
    for kind, paragraphs in _differ(blocks_of(before), blocks_of(after), deadline):
        if kind == Kind.SAME:
            blocks += _paired(removed, added, deadline)
            blocks += [Block(kind, (Piece(kind, one),)) for one in paragraphs]
            removed, added = [], []
        else:
            (removed if kind == Kind.DELETED else added).extend(paragraphs)
    return Comparison((*blocks, *_paired(removed, added, deadline)))


def compare_words(before: str, after: str, *, deadline: float | None = None) -> tuple[Piece, ...]:
    """One line or paragraph against another, in pieces that read well."""
    deadline = deadline or time.monotonic() + SECONDS_ALLOWED
    one, other = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(one), len(other)) > _MOST_WORDS:
        one, other = [before], [after]
    words = _differ(one, other, deadline, is_tidied=True)
    return tuple(Piece(kind, "".join(pieces)) for kind, pieces in words)


def blocks_of(text: str) -> list[str]:
    """Paragraphs, parted by empty lines; code between fences is one, whatever is in it."""
    blocks: list[list[str]] = [[]]
    fence = ""
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        found = _FENCE.match(line)
        if fence:
            blocks[-1].append(line)
            if found and found[1].startswith(fence) and not line[found.end() :].strip():
                fence = ""
        elif line.strip():
            blocks[-1].append(line)
            fence = found[1] if found else ""
        else:
            blocks.append([])
    return ["\n".join(lines).rstrip() for lines in blocks if lines]


def _paired(removed: list[str], added: list[str], deadline: float) -> Iterator[Block]:
    """What stands in the place of something like it was changed; the rest came or went."""
    for old, new in zip_longest(removed, added):
        if old is not None and new is not None:
            pieces = compare_words(old, new, deadline=deadline)
            if _likeness(pieces) >= _ALIKE:
                yield Block(Kind.CHANGED, pieces)
                continue
        if old is not None:
            yield Block(Kind.DELETED, (Piece(Kind.DELETED, old),))
        if new is not None:
            yield Block(Kind.INSERTED, (Piece(Kind.INSERTED, new),))


def _likeness(pieces: Iterable[Piece]) -> float:
    """How much of both texts is in both, from 0 to 1."""
    lengths = dict.fromkeys(Kind, 0)
    for piece in pieces:
        lengths[piece.kind] += len(piece.text)
    both = 2 * lengths[Kind.SAME]
    return both / ((both + lengths[Kind.DELETED] + lengths[Kind.INSERTED]) or 1)


def _differ(
    before: list[str], after: list[str], deadline: float, *, is_tidied: bool = False
) -> Iterator[tuple[Kind, list[str]]]:
    """Runs of tokens, each token a character of its own so that it is kept whole."""
    tokens = list(dict.fromkeys([*before, *after]))
    characters = dict(zip(tokens, _characters(), strict=False))
    names = {character: token for token, character in characters.items()}
    library = _LIBRARY()
    # Nothing is not no limit: 0 would be.
    library.Diff_Timeout = max(deadline - time.monotonic(), 0.001)
    one, other = ("".join(map(characters.__getitem__, texts)) for texts in (before, after))
    found = library.diff_main(one, other, False)
    if is_tidied:
        library.diff_cleanupSemantic(found)
    for kind, run in found:
        if run:
            yield _KINDS[kind], [names[character] for character in run]


def _characters() -> Iterator[str]:
    return (chr(code) for code in range(_FIRST, 0x110000) if code not in _SURROGATES)
