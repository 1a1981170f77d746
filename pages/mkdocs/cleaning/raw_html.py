"""Pasted HTML: forms, styles, scripts and comments go; tables and words stay."""

import re
from bisect import bisect_right
from collections.abc import Callable

from pages.mkdocs.masking import places_of_code
from pages.mkdocs.notes import Notes
from pages.mkdocs.tags import ATTRIBUTES, replace_pairs

_TAG = re.compile(rf"<(/?)([a-zA-Z][\w-]*)\b({ATTRIBUTES})>")
_BOX = {"div", "section", "article", "aside"}
_FEEDBACK_BOX = re.compile(r"""(?:class|id)\s*=\s*["']?[^"'>]*(?:feedback|survey)""", re.IGNORECASE)
_NEVER_WORDS = {
    **dict.fromkeys(["script", "noscript", "template"], "scripts removed"),
    "style": "styles removed",
    "form": "feedback forms removed",
    **dict.fromkeys(["iframe", "object", "embed"], "embedded frames removed"),
}
_FORM = re.compile(r"<form\b|<iframe\b[^<>]*(?:form|survey)", re.IGNORECASE)
_HEADING_OF_FORM = re.compile(
    r"(?:#{1,6}[ \t]+|<(?:h[1-6]|p|strong)\b[^<>]*>\s*|\*\*)?(?:"
    r"(?:(?:page|your|give|send|leave|share|us|more) )*feedback(?: form| on this page)?"
    r"|tell us what you think(?: of this page)?|have your say|what do you think"
    r"|(?:was|is) this(?: page)? (?:helpful|useful)|rate this page"
    r")[?.:!]?\s*(?:#*|\*\*|</(?:h[1-6]|p|strong)>)",
    re.IGNORECASE,
)
_RULE = re.compile(r"(?:-{3,}|\*{3,}|_{3,}|<hr\s*/?>)", re.IGNORECASE)
_TABLE = re.compile(rf"<(table)\b{ATTRIBUTES}>", re.IGNORECASE)
_LOOKS = re.compile(
    r"""\s+(?:style|class|align|valign|width|height|bgcolor|border|cellpadding|cellspacing|color"""
    r"""|on[a-z]+|target)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)""",
    re.IGNORECASE,
)
_TAG_WITH_LOOKS = re.compile(rf"<(?!img\b)[a-zA-Z][\w-]*\b{ATTRIBUTES}>", re.IGNORECASE)


def remove_what_is_not_words(markdown: str, notes: Notes) -> str:
    """An element or comment that begins in code is code, and stays."""
    spans = [*_comments(markdown, notes), *_elements(markdown, notes)]
    pieces, end = [], 0
    for start, stop in sorted(spans):
        if start >= end:
            pieces.append(_without_heading(markdown[end:start], markdown[start:stop], notes))
        end = max(end, stop)
    return "".join([*pieces, markdown[end:]])


def simplify(words: str, notes: Notes) -> str:
    """Looks go from the tags that stay; a table has no empty line, at which it would end."""

    def without_looks(tag: re.Match[str]) -> str:
        plain = _LOOKS.sub("", tag[0])
        notes.changed("looks dropped from HTML tags", plain != tag[0])
        return plain

    def one_block(_tag: re.Match[str], _inside: str, table: str) -> str:
        lines = (line.strip() for line in table.split("\n"))
        tidy = "\n".join(line for line in lines if line)
        notes.changed("HTML tables kept")
        return tidy

    words = _TAG_WITH_LOOKS.sub(without_looks, words)
    return replace_pairs(words, _TABLE, one_block)


def _comments(markdown: str, notes: Notes) -> list[tuple[int, int]]:
    is_code = _in_code(markdown)
    spans: list[tuple[int, int]] = []
    at = 0
    while (start := markdown.find("<!--", at)) >= 0:
        if is_code(start):
            at = start + 4
            continue
        at = markdown.find("-->", start) + 3
        if at < 3:
            notes.problem("a comment that never ends: readers see nothing of what follows it")
            break
        spans.append((start, at))
    notes.changed("comments removed", len(spans))
    return spans


def _elements(markdown: str, notes: Notes) -> list[tuple[int, int]]:
    """From the first tag to the one that closes it, be there others of the name between."""
    is_code = _in_code(markdown)
    tags = [(tag, tag[2].lower()) for tag in _TAG.finditer(markdown) if not is_code(tag.start())]
    spans: list[tuple[int, int]] = []
    waiting: dict[str, list[re.Match[str]]] = {}
    forms: list[int] = []
    for tag, name in tags:
        if name not in _NEVER_WORDS and name not in _BOX:
            continue
        if not tag[1]:
            if not tag[3].endswith("/"):
                waiting.setdefault(name, []).append(tag)
            continue
        if not waiting.get(name):
            continue
        opening = waiting[name].pop()
        span = opening.start(), tag.end()
        if name in _NEVER_WORDS:
            notes.changed(_NEVER_WORDS[name])
            spans.append(span)
            if name == "form":
                forms.append(opening.start())
        elif _is_box_of_form(opening[3], span, forms):
            spans.append(span)
    for name in _NEVER_WORDS:
        if waiting.get(name):
            notes.problem(f"a <{name}> that is never closed: its words are kept")
    return spans


def _is_box_of_form(attributes: str, span: tuple[int, int], forms: list[int]) -> bool:
    """What stands round a form and is called feedback goes with it; nothing else does."""
    if not any(span[0] < form < span[1] for form in forms):
        return False
    return bool(_FEEDBACK_BOX.search(attributes))


def _without_heading(before: str, removed: str, notes: Notes) -> str:
    """What stands above a form and asks for feedback says nothing once the form is gone."""
    if not _FORM.search(removed):
        return before
    far, near = before[:-1_000], before[-1_000:]
    lines = near.rstrip().split("\n")
    while lines and _HEADING_OF_FORM.fullmatch(lines[-1].strip()):
        notes.changed("headings of feedback forms removed")
        lines.pop()
        while lines and not lines[-1].strip():
            lines.pop()
        if len(lines) > 1 and _RULE.fullmatch(lines[-1].strip()) and not lines[-2].strip():
            lines.pop()
        near = "\n".join([*lines, "", ""])
    return far + near


def _in_code(markdown: str) -> Callable[[int], bool]:
    places = places_of_code(markdown)
    starts = [place.start for place in places]

    def is_code(at: int) -> bool:
        before = bisect_right(starts, at)
        return before > 0 and any(at in place for place in places[max(0, before - 3) : before])

    return is_code
