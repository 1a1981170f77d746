"""Fit a name into the box it stands in, without a browser to measure it."""

import unicodedata
from math import ceil

FONT_SIZE = 16.0
LINE_HEIGHT = 19.0
_NARROW = frozenset("fijlrtI.,:;'’|!()[]- ")
_WIDE = frozenset("mwMW@%—&")


def width_of(words: str) -> float:
    """In the drawing's units, for bold type: rather too much than too little."""
    return sum(map(_width_of_one, words)) * FONT_SIZE


def wrap(words: str, *, width: float) -> list[str]:
    """Lines no wider than asked; a word that is too long for a line is divided."""
    lines: list[str] = []
    line = ""
    for word in words.split():
        longer = f"{line} {word}" if line else word
        if width_of(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _divided(word, width)
        lines += full
    return [*lines, line]


def _divided(word: str, width: float) -> list[str]:
    """In parts about as long as each other, rather than with a letter or two left over."""
    for count in range(1, len(word) + 1):
        size = ceil(len(word) / count)
        parts = [word[at : at + size] for at in range(0, len(word), size)]
        parts = [*(f"{part}-" for part in parts[:-1]), parts[-1]]
        if all(width_of(part) <= width for part in parts):
            return parts
    return list(word)


def _width_of_one(character: str) -> float:
    if character in _NARROW:
        return 0.38
    if character in _WIDE:
        return 1.0
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return 1.1
    return 0.74 if character.isupper() else 0.61
