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
    above = _LinesAbove()
    while at < len(lines):
        line = lines[at]
        at += 1
        is_code = above.make_code_of(line)
        if mark := _FENCE.match(line):
            if not fence:
                fence = mark[1]
            elif mark[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        may_be = not fence and line.lstrip(" ").startswith(("===", "???"))
        is_words = may_be and not is_code
        if is_words and (tab := _TAB.match(line)):
            notes.changed("tabs put one below the other")
            inside, at = _inside(lines, at, len(tab[1]))
            yield from ["", f"{tab[1]}**{tab[2]}**", "", *_unfolded(inside, notes), ""]
        elif is_words and (folded := _COLLAPSIBLE.match(line)):
            notes.changed("folded notes opened")
            yield f"{folded[1]}!!! {folded[2]}"
        else:
            yield line


class _LinesAbove:
    """The lines that what follows may stand below, each further in than the one before it."""

    def __init__(self) -> None:
        self._open: list[tuple[int, bool]] = []

    def make_code_of(self, line: str) -> bool:
        """Four in, and not below an item of a list or a note that would hold it."""
        if not line.strip():
            return False
        indent = _indent(line)
        while self._open and self._open[-1][0] >= indent:
            self._open.pop()
        is_code = indent >= 4 and not (self._open and self._open[-1][1])
        self._open.append((indent, bool(_HOLDS.match(line))))
        return is_code


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
