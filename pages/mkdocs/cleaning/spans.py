"""Inline looks: `<span style=…>word</span>`, `<font>` and `{: .class }` are reduced to words."""

import re

from pages.mkdocs.masking import MASKED
from pages.mkdocs.notes import Notes
from pages.mkdocs.tags import ATTRIBUTES

_RAISED = re.compile(
    r"<span\b(?=[^<>]*vertical-align\s*:\s*super)[^<>]*>\s*(\d{1,3})\s*</span>",
    re.IGNORECASE,
)
_INLINE = re.compile(rf"</?(?:span|font|big|o:p|center|tt|blink)\b{ATTRIBUTES}>", re.IGNORECASE)
_BOX_LINE = re.compile(
    rf"^[ \t]*(?:</?(?:div|section|article|aside)\b{ATTRIBUTES}>[ \t]*)+$\n?",
    re.IGNORECASE | re.MULTILINE,
)
_BOX = re.compile(rf"</?(?:div|section|article|aside)\b{ATTRIBUTES}>", re.IGNORECASE)
_INDENTED_TAG = re.compile(r"^[ \t]+(?=</?[a-zA-Z])", re.MULTILINE)
_WITH_COLON = re.compile(r"[ \t]?(?<!\{)\{:[^{}\n]*\}")
_AFTER_SOMETHING = re.compile(
    rf"(?P<before>[)\]*_]|{MASKED})\{{[ \t]*(?=[.#]|[\w-]{{1,40}}=)[^{{}}\n]*\}}(?!\}})"
)
_ON_HEADING = re.compile(
    r"(?P<before>^#{1,6} .{1,400}?)[ \t]{1,9}\{[ \t]*[.#][^{}\n]*\}[ \t]*$", re.MULTILINE
)


def reduce(words: str, notes: Notes) -> str:
    words = _RAISED.sub(r"<sup>\1</sup>", words)
    words, boxes = _BOX_LINE.subn("\n", words)
    words, boxes_in_lines = _BOX.subn("", words)
    if boxes + boxes_in_lines:
        words = _INDENTED_TAG.sub("", words)
        words = re.sub(r"\n{3,}", "\n\n", words)
    words, spans = _INLINE.subn("", words)
    notes.changed("HTML boxes opened", boxes + boxes_in_lines)
    notes.changed("inline styles reduced to words", (spans + 1) // 2)
    return words


def drop_attribute_lists(words: str, notes: Notes) -> str:
    words, colons = _WITH_COLON.subn("", words)
    words, after = _AFTER_SOMETHING.subn(r"\g<before>", words)
    words, headings = _ON_HEADING.subn(r"\g<before>", words)
    notes.changed("attribute lists dropped", colons + after + headings)
    return words
