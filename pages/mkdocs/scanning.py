"""Find the links and pictures of a Markdown text, where they stand in it. Code has none."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pages.mkdocs.masking import places_of_code
from pages.mkdocs.tags import pairs

_STOP = re.compile(r"\\.|!?\[|\]", re.DOTALL)
_BLANK_LINE = re.compile(r"\n[ \t>]*\n")
_TITLE = r"""(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\))"""
_TARGET = re.compile(
    r"\([ \t]*+\n?[ \t]*+(?:<(?P<angled>(?:\\.|[^<>\\\n])*)>"
    r"|(?P<bare>(?!<)(?:\\\S|\([^\s()]*\)|[^\s()\\])*+))"
    rf"(?P<title>[ \t]*+\n?[ \t]*+(?<=\s){_TITLE})?\s*+\)",
    re.DOTALL,
)
_REFERENCE = re.compile(r"\[([^\[\]\n]{0,200})\]")
_DEFINITION = re.compile(
    r"^ {0,3}\[(?P<label>(?!\^)[^\[\]\n]+)\]:[ \t]+(?:<(?P<angled>[^<>\n]*)>|(?P<bare>[^\s<]\S*))"
    rf"(?P<title>[ \t]+{_TITLE})?[ \t]*$\n?",
    re.MULTILINE,
)
_ANCHOR = re.compile(
    r"""<(a)\b[^<>]*?\bhref\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'<>]+))"""
    r"""[^<>]*>""",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Link:
    """From `start` to `end`; its words from `words_start` to `words_end`, its address likewise.

    One by reference has no address of its own but a `label`.
    """

    start: int
    end: int
    words_start: int
    words_end: int
    address_start: int
    address_end: int
    is_image: bool = False
    is_html: bool = False
    label: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    start: int
    end: int
    address_start: int
    address_end: int
    label: str


def definitions_in(markdown: str) -> list[Definition]:
    is_code = _code_test(markdown)
    return [
        Definition(one.start(), one.end(), *_span(one, "angled", "bare"), _label(one["label"]))
        for one in _DEFINITION.finditer(markdown)
        if not is_code(one.start())
    ]


def links_in(markdown: str) -> list[Link]:
    """Inner ones before those they stand in. Time grows with the length, not with the nesting."""
    labels = {one.label for one in definitions_in(markdown)}
    is_code = _code_test(markdown)
    blanks = [blank.start() for blank in _BLANK_LINE.finditer(markdown)]
    links = list(_anchors(markdown, is_code))
    waiting: list[re.Match[str]] = []
    at = 0
    paragraph = 0
    while stop := _STOP.search(markdown, at):
        at = stop.end()
        if stop[0].startswith("\\") or is_code(stop.start()):
            continue
        here = bisect_right(blanks, stop.start())
        if here != paragraph:
            paragraph, waiting = here, []
        if stop[0] != "]":
            waiting.append(stop)
            continue
        if not waiting:
            continue
        opening = waiting.pop()
        link = _closed(markdown, opening, stop.start(), labels)
        if link:
            links.append(link)
            at = link.end
    return links


def _closed(markdown: str, opening: re.Match[str], close: int, labels: set[str]) -> Link | None:
    is_image = opening[0].startswith("!")
    here = opening.start(), opening.end(), close
    if target := _TARGET.match(markdown, close + 1):
        start, end = _span(target, "angled", "bare")
        title = (target["title"] or "").strip()
        return Link(here[0], target.end(), *here[1:], start, end, is_image=is_image, title=title)
    words = _label(markdown[opening.end() : close]) if close - opening.end() <= 200 else ""
    reference = _REFERENCE.match(markdown, close + 1)
    if reference:
        label = _label(reference[1]) or words
        if label in labels:
            return Link(here[0], reference.end(), *here[1:], 0, 0, is_image=is_image, label=label)
    if words in labels and markdown[close + 1 : close + 2] != ":":
        return Link(here[0], close + 1, *here[1:], 0, 0, is_image=is_image, label=words)
    return None


def _anchors(markdown: str, is_code: "_CodeTest") -> Iterator[Link]:
    for tag, closing in pairs(markdown, _ANCHOR):
        if not is_code(tag.start()):
            span = tag.start(), closing.end(), tag.end(), closing.start()
            yield Link(*span, *_span(tag, "double", "single", "bare"), is_html=True)


def _span(match: re.Match[str], *names: str) -> tuple[int, int]:
    return next(match.span(name) for name in names if match[name] is not None)


def _label(words: str) -> str:
    return " ".join(words.split()).casefold()


class _CodeTest:
    def __init__(self, places: Sequence[range]) -> None:
        self._places: list[range] = []
        for place in places:  # those within others say nothing more
            if not self._places or place.start >= self._places[-1].stop:
                self._places.append(place)
        self._starts = [place.start for place in self._places]

    def __call__(self, at: int) -> bool:
        before = bisect_right(self._starts, at)
        return before > 0 and at in self._places[before - 1]


def _code_test(markdown: str) -> _CodeTest:
    return _CodeTest(places_of_code(markdown))
