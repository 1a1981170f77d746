"""Marks that broke on their way from a word processor: `**cost **of`, and quotes in lists."""

import re

from pages.mkdocs.notes import Notes

_QUOTED_ITEM = re.compile(r"^([ \t]*(?:[-*+]|\d{1,3}[.)]) +)> +(?=\S)", re.MULTILINE)
_BOLD_MARK = re.compile(r"(?<![\\*])\*\*(?!\*)")
_PARAGRAPHS = re.compile(r"(\n[ \t]*\n)")
_LEANING_END = re.compile(r"^(\*(?![*\s])[^*\n]*?[^*\s])[ \t]+\*(?=[ \t]*$)", re.MULTILINE)

_LEANING_GLUED = re.compile(r"(?<![\w*\\])(\*(?![*\s])[^*\n]{0,200}[^*\s])[ \t]+\*(?=[^\W_])")


def mend(words: str, notes: Notes) -> str:
    words, quotes = _QUOTED_ITEM.subn(r"\1", words)
    notes.changed("quotation marks taken from list items", quotes)
    words, leaning = _LEANING_END.subn(r"\1*", words)
    words, glued = _LEANING_GLUED.subn(r"\1* ", words)
    paragraphs = _PARAGRAPHS.split(words)
    mended = [_with_bold_closed(one) for one in paragraphs]
    count = leaning + glued + sum(a != b for a, b in zip(paragraphs, mended, strict=True))
    notes.changed("bold and italic marks mended", count)
    return "".join(mended)


def _with_bold_closed(paragraph: str) -> str:
    """A blank just inside `**` makes it no mark at all: it goes outside."""
    parts = _BOLD_MARK.split(paragraph)
    if len(parts) % 2 == 0:
        return paragraph  # one has no partner: nobody can say which
    for at in range(1, len(parts), 2):
        inside = parts[at]
        core = inside.strip(" \t")
        if core == inside or not core:
            continue
        lead, trail = inside[: len(inside) - len(inside.lstrip())], ""
        if inside != inside.rstrip():
            trail = " "
        if lead and not parts[at - 1].endswith((" ", "\t", "\n", "")[:3]):
            parts[at - 1] += " "
        parts[at] = core
        if trail and parts[at + 1][:1] not in {" ", "\t", "\n", ""}:
            parts[at + 1] = trail + parts[at + 1]
    return "**".join(parts)
