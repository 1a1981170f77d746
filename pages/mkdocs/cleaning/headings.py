"""One title a page, and below it headings that skip no level."""

import re

from django.utils.text import slugify

from pages.mkdocs.notes import Notes
from pages.mkdocs.tags import replace_pairs
from pages.rendering.sanitising import words_of

_ATX = re.compile(r"^( {0,3})(#{1,6})(?=[ \t]|$)(.*)$", re.MULTILINE)
_UNSPACED = re.compile(r"^(#{1,6})(?=[^\s#!])", re.MULTILINE)  # MkDocs takes it for one
_SETEXT = re.compile(
    r"(?:(?<=\n\n)|\A)(?! {4}|\t| {0,3}(?:[-*+>#|<!]|\d+[.)]))( {0,3}\S[^\n]*)\n"
    r" {0,3}(=+|-{2,})[ \t]*$",
    re.MULTILINE,
)
_RAW = re.compile(r"^[ \t]*<(h[1-6])\b[^<>]*>", re.IGNORECASE | re.MULTILINE)
_CUSTOM_ID = re.compile(
    r"^#{1,6}[ \t]{1,9}(.{1,400}?)[ \t]{0,9}\{:?[^{}\n]*?#([\w:.-]+)[^{}\n]*\}[ \t]*$", re.MULTILINE
)


def take_anchors(words: str, notes: Notes) -> tuple[str, dict[str, str]]:
    """Headings all in one way of writing, and the ids that the file gave some of them."""
    words, unspaced = _UNSPACED.subn(r"\1 ", words)
    notes.changed("headings given the space they lacked", unspaced)
    words = replace_pairs(words, _RAW, _as_atx)
    words = _SETEXT.sub(
        lambda found: f"{'#' if found[2][0] == '=' else '##'} {found[1].strip()}\n", words
    )
    return words, {found[2]: slugify(found[1]) for found in _CUSTOM_ID.finditer(words)}


def take_title(words: str) -> tuple[str, str]:
    """The first heading, if it is of level 1; what stands before it stays as introduction."""
    first = next((one for one in _ATX.finditer(words) if _said(one)), None)
    if first is None or len(first[2]) != 1:
        return words, ""
    title = _said(first)
    before, after = words[: first.start()].strip("\n"), words[first.end() :].strip("\n")
    return f"{before}\n\n{after}" if before else after, title


def close_gaps(words: str, notes: Notes) -> str:
    """As the page shows them: level 2 is the highest, and each is one below the last at most."""
    open_levels: list[int] = []

    def settled(found: re.Match[str]) -> str:
        written = len(found[2])
        if not _said(found):
            notes.changed("empty headings removed")
            return ""
        while open_levels and open_levels[-1] >= written:
            open_levels.pop()
        open_levels.append(written)
        level = min(len(open_levels) + 1, 6)
        if level == written:
            return found[0]
        what = "more headings of level 1 set below the title" if written == 1 else ""
        notes.changed(what or "heading levels closed up")
        return f"{found[1]}{'#' * level} {_said(found)}"

    return _ATX.sub(settled, words)


def _as_atx(tag: re.Match[str], inside: str, _whole: str) -> str:
    identity = re.search(r"""\bid\s*=\s*["']?([\w:.-]+)""", tag[0])
    marked = f" {{#{identity[1]}}}" if identity else ""
    return f"\n{'#' * int(tag[1][1])} {' '.join(inside.split())}{marked}\n"


def _said(heading: re.Match[str]) -> str:
    """Its words, without the marks that may close it."""
    words = heading[3].strip()
    bare = words.rstrip("#")
    return words if bare and not bare.endswith((" ", "\t")) else bare.rstrip()


def plain(heading: str) -> str:
    """A title is words alone."""
    heading = heading[:2_000].replace("`", "")
    heading = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", heading)
    heading = re.sub(r"(\*\*|__|~~)(.+?)\1", r"\2", heading)
    heading = re.sub(r"(?<![\w*])([*_])(?!\s)(.+?)(?<!\s)\1(?![\w*])", r"\2", heading)
    heading = re.sub(r"\[\^[^\]]+\]|<sup>.*?</sup>", "", heading)
    return " ".join(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", words_of(heading)).split())
