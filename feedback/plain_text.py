"""What people type, made safe to keep: one kind of newline, no control characters."""

import re
import unicodedata

# Newlines and tabs are text; every other control character breaks something further on
# (NUL breaks PostgreSQL, 0x0B breaks every spreadsheet that includes the row).
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_NEWLINES = re.compile(r"\r\n?|[\u2028\u2029]")
# Letters that show nothing, although Unicode does not call them spaces.
_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0\u034f\u17b4\u17b5")


def clean_line(text: str) -> str:
    """One line: every run of white space is one space."""
    return _trim(" ".join(_clean(text).split()))


def clean_paragraphs(text: str) -> str:
    return _trim(_clean(text))


def visible_length(text: str) -> int:
    """How many characters of the text a reader can see."""
    return sum(1 for character in text if not _is_blank(character))


def _clean(text: str) -> str:
    return _CONTROLS.sub("", _NEWLINES.sub("\n", text))


def _trim(text: str) -> str:
    """Without the blanks at its ends; empty when there is nothing to see at all."""
    start, end = 0, len(text)
    while start < end and _is_blank(text[start]):
        start += 1
    # A joiner or variation selector at the end belongs to the letter before it.
    while end > start and (text[end - 1].isspace() or text[end - 1] in _BLANK_LETTERS):
        end -= 1
    return text[start:end]


def _is_blank(character: str) -> bool:
    return (
        character.isspace()
        or character in _BLANK_LETTERS
        or unicodedata.category(character) in {"Cf", "Cc", "Cs", "Zs", "Zl", "Zp"}
        or 0xFE00 <= ord(character) <= 0xFE0F
    )
