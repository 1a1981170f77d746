"""Marks such as `<sup>3</sup>` and their notes become footnotes, where both stand on the page."""

import re
from dataclasses import dataclass

from pages.mkdocs.notes import Notes
from pages.mkdocs.tags import pairs

_MARK = re.compile(
    r"<sup\b[^<>]*>\s*(?:<a\b[^<>]*>)?\s*\\?\[?(\d{1,3})\\?\]?\s*(?:</a>)?\s*</sup>", re.IGNORECASE
)
_USED = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_DEFINED = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:[ \t]*", re.MULTILINE)
_NAMED = re.compile(
    r"""^[ \t]*<(p|li|div|dd|span)\b[^<>]*\bid\s*=\s*["']?_?(?:fn|ftn|note|footnote)[-_:.]?"""
    r"""(\d{1,3})["']?[^<>]*>""",
    re.IGNORECASE | re.MULTILINE,
)
_HEADING = re.compile(
    r"^#{1,6} +(?:foot|end)?notes(?: and references)?[ \t]*#*[ \t]*$|^#{1,6} +references[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_RAISED = re.compile(r"^ {0,3}<sup\b[^<>]*>\s*(\d{1,3})\s*</sup>[ \t]*(?=\S)", re.IGNORECASE)
_NUMBERED = re.compile(r"^ {0,3}\\?\[?(\d{1,3})(?:\\?\]|\\?[.)])[ \t]+(?=\S)")
_WAY_BACK = re.compile(r"<a\b[^<>]*>\s*(?:↩\ufe0e?|&#8617;|\^|back)\s*</a>|↩\ufe0e?", re.IGNORECASE)


# x², m³ and CO2: what stands there raises a letter or a unit, and refers to no note.
_RAISES = re.compile(r"(?<![^\W_])(?:[A-Za-z]|km|cm|mm|dm|ft|yd|CO|10)\Z")


@dataclass(slots=True)
class _Note:
    start: int
    end: int
    number: str
    text: str


def link_notes(words: str, notes: Notes) -> str:
    """A mark without a note stays a plain mark; a note without a mark stays where it is."""
    written = set(_DEFINED.findall(words))
    used = set(_USED.findall(words))
    marks = {mark[1] for mark in _MARK.finditer(words) if not _is_power(mark)}
    found = _found(words, marks | (used - written))
    found = {number: note for number, note in found.items() if number not in written}
    if found:
        words = _moved_out(words, found)
    linked = written | set(found)

    def as_footnote(mark: re.Match[str]) -> str:
        if mark[1] in linked and _is_power(mark):
            notes.problem(f"{mark[0]} was taken for a power, not for the mark of note {mark[1]}")
            return mark[0]
        return f"[^{mark[1]}]" if mark[1] in linked else f"<sup>{mark[1]}</sup>"

    words = _MARK.sub(as_footnote, words)
    left = {mark[1] for mark in _MARK.finditer(words) if not _is_power(mark)}
    for name in sorted((set(_USED.findall(words)) | left) - linked):
        notes.problem(f"the mark {name} has no note on the page: it stays a plain mark")
    if found:
        listed = "\n".join(f"[^{number}]: {note.text}" for number, note in found.items())
        words = f"{words.rstrip()}\n\n{listed}\n"
    notes.changed("notes linked to their marks", len(found))
    return _said_if_unused(words, notes)


def _is_power(mark: re.Match[str]) -> bool:
    if mark[1] not in {"2", "3"} or "<a" in mark[0]:
        return False
    return bool(_RAISES.search(mark.string[max(0, mark.start() - 12) : mark.start()]))


def _found(words: str, marks: set[str]) -> dict[str, _Note]:
    """The notes of these marks: with an id, or in a list at the end of the page."""
    found: dict[str, _Note] = {}
    if not marks:
        return found
    for note in [*_with_ids(words), *_at_the_end(words, marks)]:
        if note.number in marks and note.text:
            found.setdefault(note.number, note)
    return found


def _with_ids(words: str) -> list[_Note]:
    return [
        _Note(
            tag.start(), closing.end(), tag[2], _without_number(words[tag.end() : closing.start()])
        )
        for tag, closing in pairs(words, _NAMED)
    ]


def _without_number(text: str) -> str:
    return _tidy(_NUMBERED.sub("", _RAISED.sub("", text.strip())))


def _at_the_end(words: str, marks: set[str]) -> list[_Note]:
    """Below a heading that says so; else the last lines of the page, each a number and words."""
    heading = None
    for heading in _HEADING.finditer(words):  # noqa: B007 - the last is wanted
        pass
    if heading:
        stop = re.compile(r"^#{1,6} ", re.MULTILINE).search(words, heading.end())
        return _numbered(words, heading.end(), stop.start() if stop else len(words))
    lines = words.rstrip().split("\n")
    first = len(lines)
    while first and _may_be_note(lines[first - 1]):
        first -= 1
    start = len("\n".join(lines[:first])) + (1 if first else 0)
    notes = _numbered(words, start, len(words))
    # An ordinary list at the end of a page is no list of notes: each must have its mark.
    raised = [note for note in notes if _RAISED.match(words[note.start :])]
    if {note.number for note in notes} <= marks and _each_once(notes):
        return notes
    return raised if _each_once(raised) else []


def _each_once(notes: list[_Note]) -> bool:
    return len({note.number for note in notes}) == len(notes)


def _may_be_note(line: str) -> bool:
    return not line.strip() or bool(_RAISED.match(line) or _NUMBERED.match(line))


def _numbered(words: str, start: int, stop: int) -> list[_Note]:
    """A note goes on over the lines below it, to an empty one or the next note."""
    notes: list[_Note] = []
    at = start
    is_open = False
    for line in words[start:stop].splitlines(keepends=True):
        mark = _RAISED.match(line) or _NUMBERED.match(line)
        if mark:
            notes.append(_Note(at, at + len(line), mark[1], _tidy(line[mark.end() :])))
        elif is_open and line.strip():
            notes[-1].end = at + len(line)
            notes[-1].text = f"{notes[-1].text} {_tidy(line)}"
        is_open = bool(notes) and bool(line.strip()) and (mark is not None or is_open)
        at += len(line)
    return notes


def _moved_out(words: str, found: dict[str, _Note]) -> str:
    for note in sorted(found.values(), key=lambda one: one.start, reverse=True):
        words = words[: note.start] + words[note.end :]
    words = re.sub(r"<([ou]l)\b[^<>]*>\s*</\1\s*>", "", words)
    heading = None
    for heading in _HEADING.finditer(words):  # noqa: B007 - the last is wanted
        pass
    if heading and re.match(r"\s*(?:#|\Z)", words[heading.end() :]):
        words = words[: heading.start()] + words[heading.end() :]
    return re.sub(r"\n(?:-{3,}|\*{3,}|_{3,})[ \t]*\s*\Z", "\n", words.rstrip()) + "\n"


def _said_if_unused(words: str, notes: Notes) -> str:
    """A footnote that nothing refers to would not be shown: it becomes a paragraph."""
    used = set(_USED.findall(words))

    def shown(defined: re.Match[str]) -> str:
        if defined[1] in used:
            return defined[0]
        notes.problem(f"note {defined[1]} has no mark in the text: kept as a paragraph")
        return f"\n{defined[1]}\\. "

    return _DEFINED.sub(shown, words)


def _tidy(text: str) -> str:
    return " ".join(_WAY_BACK.sub("", re.sub(r"</?p\b[^<>]*>", "", text)).split())
