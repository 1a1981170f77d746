"""`=== "Tab"` and `??? note`: what a reader had to click for stands open, under its name."""

import re
from collections.abc import Iterator

from pages.mkdocs.notes import Notes

_FENCE = re.compile(r"[ \t]*(?:[-*+>] +)?(`{3,}|~{3,})")
_TAB = re.compile(r'( *)===[!+]* +"([^"\n]*)"[ \t]*$')
_HOLDS = re.compile(r" *(?:[-*+]|\d+[.)]|!!!|\?\?\?\+?|===) ")
_COLLAPSIBLE = re.compile(r"( *)\?\?\?\+? +(.*)$")


def unfold(markdown: str, notes: Notes) -> str:
    lines = markdown.split("\n")
    return "\n".join(_unfolded(lines, notes))


def _unfolded(lines: list[str], notes: Notes) -> Iterator[str]:
    at = 0
    fence = ""
    while at < len(lines):
        line = lines[at]
        at += 1
        if mark := _FENCE.match(line):
            if not fence:
                fence = mark[1]
            elif mark[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        may_be = not fence and line.lstrip(" ").startswith(("===", "???"))
        is_words = may_be and not _is_indented_code(lines, at - 1)
        if is_words and (tab := _TAB.match(line)):
            notes.changed("tabs put one below the other")
            inside, at = _inside(lines, at, len(tab[1]))
            yield from ["", f"{tab[1]}**{tab[2]}**", "", *_unfolded(inside, notes), ""]
        elif is_words and (folded := _COLLAPSIBLE.match(line)):
            notes.changed("folded notes opened")
            yield f"{folded[1]}!!! {folded[2]}"
        else:
            yield line


def _is_indented_code(lines: list[str], at: int) -> bool:
    """Four in, and not below an item of a list or a note that would hold it."""
    indent = _indent(lines[at])
    if indent < 4:
        return False
    above = (line for line in reversed(lines[:at]) if line.strip() and _indent(line) < indent)
    return not _HOLDS.match(next(above, ""))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _inside(lines: list[str], at: int, indent: int) -> tuple[list[str], int]:
    """The lines set in by four below a tab, moved out by as much, and where they end."""
    inside: list[str] = []
    margin = " " * (indent + 4)
    while at < len(lines) and (not lines[at].strip() or lines[at].startswith(margin)):
        line = lines[at]
        inside.append(line[:indent] + line[indent + 4 :] if line.strip() else "")
        at += 1
    while inside and not inside[-1]:
        inside.pop()
    while inside and not inside[0]:
        inside.pop(0)
    return inside, at
