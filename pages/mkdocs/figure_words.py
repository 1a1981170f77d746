"""A figure's own words go out with each picture that has none, and are taken away on the way in.

A page that says `![](figure:cycle)` shows the words kept with the figure. Elsewhere nobody would
know them: so they are written out, with a mark that says whose they are.
"""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

from pages.mkdocs.scanning import Link, links_in

_MARK = re.compile(r"\{(?P<words> \.words-of-figure)?(?P<caption> \.caption-of-figure)? \}")
_NAME = re.compile(r"figure:([a-z0-9-]+)")
# What MkDocs takes for a mark. The rest as entities: it does not know `\|` and `\"`.
_MEANS_SOMETHING = re.compile(r"([\\`*_{}\[\]])")


@dataclass(frozen=True, slots=True)
class FigureWords:
    alternative: str = ""
    caption: str = ""


def written_out(body: str, words: Mapping[str, FigureWords]) -> str:
    edits = []
    for link in _pictures(body):
        name = _NAME.fullmatch(body[link.address_start : link.address_end])
        own = words.get(name[1]) if name else None
        if own is None:
            continue
        says_nothing = link.words_start == link.words_end
        alternative = own.alternative if says_nothing else ""
        caption = own.caption if not link.title else ""
        mark = (" .words-of-figure" if alternative else "") + (
            " .caption-of-figure" if caption else ""
        )
        if alternative:
            edits.append((link.words_start, link.words_end, _escaped(alternative)))
        if caption:
            edits.append((link.end - 1, link.end - 1, f' "{_escaped(caption)}"'))
        if mark:
            edits.append((link.end, link.end, f"{{{mark} }}"))
    return _edited(body, edits)


def taken_away(body: str) -> str:
    """The way back. Where it does not give the page's own words, the export keeps its links."""
    if "-of-figure }" not in body:
        return body
    edits = []
    for link in _pictures(body):
        mark = _MARK.match(body, link.end)
        if mark is None:
            continue
        edits.append((link.end, mark.end(), ""))
        if mark["words"]:
            edits.append((link.words_start, link.words_end, ""))
        if mark["caption"] and link.title:
            edits.append((link.end - 2 - len(link.title), link.end - 1, ""))
    return _edited(body, edits)


def _pictures(body: str) -> list[Link]:
    return [link for link in links_in(body) if link.is_image and not link.label]


def _edited(body: str, edits: list[tuple[int, int, str]]) -> str:
    pieces, end = [], 0
    for start, stop, new in sorted(edits):
        pieces += [body[end:start], new]
        end = stop
    return "".join([*pieces, body[end:]])


def _escaped(words: str) -> str:
    plain = html.escape(" ".join(words.split())).replace("|", "&#124;")
    return _MEANS_SOMETHING.sub(r"\\\1", plain)
