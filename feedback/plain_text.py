"""What people type, made safe to keep: one kind of newline, no control characters."""

import re

# Newlines and tabs are text; every other control character breaks something further on
# (NUL breaks PostgreSQL, 0x0B breaks every spreadsheet that includes the row), and so do lone
# halves of surrogate pairs and the code points that are no characters.
_ENDS_OF_PLANES = "".join(chr(end - 1) + chr(end) for end in range(0xFFFF, 0x110000, 0x10000))
_REFUSED = re.compile(
    rf"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef{_ENDS_OF_PLANES}]"
)
_NEWLINES = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Unicode's Default_Ignorable_Code_Point, which shows nothing, and the fillers and blanks that
# Unicode calls letters, signs or musical symbols.
_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U00016fe4"
    r"\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def clean_line(text: str) -> str:
    """One line: every run of white space is one space."""
    return _trim(" ".join(_clean(text).split()))


def clean_paragraphs(text: str) -> str:
    return _trim(_clean(text))


def without_invisible(text: str) -> str:
    return _INVISIBLE.sub("", text)


def visible_length(text: str) -> int:
    """How many characters of the text a reader can see, spaces between them included."""
    return len(without_invisible(text))


def _clean(text: str) -> str:
    return _REFUSED.sub("", _NEWLINES.sub("\n", text))


def _trim(text: str) -> str:
    """Without white space at its ends; empty when there is nothing to see at all."""
    return text.strip() if without_invisible(text).strip() else ""
