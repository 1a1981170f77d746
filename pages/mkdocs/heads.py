"""What stands at the head of a file: front matter, or loose lines of `key: value`."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from pages.mkdocs.configuration import load_yaml
from pages.mkdocs.description import FeedbackSource, UnreadableSite
from pages.mkdocs.files import UnreadablePage
from pages.mkdocs.notes import Notes
from pages.models import FeedbackState, ShownIn

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_LOOSE_LINE = re.compile(r" {0,3}([A-Za-z][A-Za-z_-]*):[ \t]*(.*)")
_DATES = ("feedback_opens_at", "feedback_closes_at")
_OURS = {"title", "summary", "description", "menu_title", "shown_in", "links"}
_OURS |= {"feedback", "feedback_introduction", "feedback_afterwards", *_DATES}
_SAY_DRAFT = {"draft", "status"}
# Only these are taken for a head when they stand loose: a page may begin “Note: this…”.
_LOOSE = _OURS | {
    *("author", "authors", "category", "categories", "comments", "copyright", "created", "date"),
    *("draft", "hide", "icon", "image", "keywords", "layout", "modified", "owner", "revision"),
    *("robots", "search", "slug", "status", "subtitle", "tags", "template", "updated", "version"),
}


@dataclass(frozen=True, slots=True)
class Head:
    title: str
    summary: str
    menu_title: str
    shown_in: str | None
    feedback: FeedbackSource
    links_as_typed: bool
    is_draft: bool


def split_head(text: str) -> tuple[str, str]:
    """Front matter, as YAML without its fences, and the rest exactly as it is."""
    match = _FRONT_MATTER.match(text)
    return (match[1] or "", text[match.end() :]) if match else ("", text)


def read_head(text: str, notes: Notes) -> tuple[Head, str]:
    """The head and the words below it. Raises UnreadablePage for values the site can't have."""
    front, rest = split_head(text)
    values: dict[str, Any]
    if front or rest != text:
        try:
            values = {str(name).lower(): value for name, value in load_yaml(front, "it").items()}
        except UnreadableSite:
            notes.problem("the front matter is not readable YAML: only the words came in")
            values = {}
    else:
        values, rest = _loose_head(text)
        notes.changed("loose lines at its head read", len(values))
    is_draft = _is_draft(values)
    if is_draft:
        notes.problem("its head says it is a draft: not published")
    for name in sorted(set(values) - _OURS - (_SAY_DRAFT if is_draft else set())):
        notes.problem(f"“{name}” at its head says nothing to the site: left out")
    return _head(values), rest


def _head(values: dict[str, Any]) -> Head:
    return Head(
        title=_text(values, "title"),
        summary=_text(values, "summary") or _text(values, "description"),
        menu_title=_text(values, "menu_title"),
        shown_in=_one_of(ShownIn, values, "shown_in") if "shown_in" in values else None,
        feedback=FeedbackSource(
            feedback=_one_of(FeedbackState, values, "feedback", FeedbackState.INHERIT),
            feedback_opens_at=_moment(values, "feedback_opens_at"),
            feedback_closes_at=_moment(values, "feedback_closes_at"),
            feedback_introduction=_text(values, "feedback_introduction"),
            feedback_afterwards=_text(values, "feedback_afterwards"),
        ),
        links_as_typed=values.get("links") == "as typed",
        is_draft=_is_draft(values),
    )


def _is_draft(values: dict[str, Any]) -> bool:
    return (
        _text(values, "draft").lower() in {"true", "yes", "on", "1"}
        or _text(values, "status").lower() == "draft"
    )


def _loose_head(text: str) -> tuple[dict[str, Any], str]:
    """The lines up to the first empty one, if each is a key we know or goes on from one."""
    head, _, rest = text.lstrip("\n").partition("\n\n")
    lines = head.replace("\r", "").split("\n")
    values, is_head = _loose(lines)
    return (values, rest) if is_head else ({}, text)


def _loose(lines: list[str]) -> tuple[dict[str, Any], bool]:
    values: dict[str, Any] = {}
    last = ""
    for line in lines:
        found = _LOOSE_LINE.fullmatch(line)
        if found and found[1].lower() in _LOOSE:
            last = found[1].lower()
            values[last] = found[2].strip().strip("\"'")
        elif last and line.startswith("    "):
            values[last] = f"{values[last]} {line.strip()}".strip()
        else:
            return values, False
    return values, bool(values)


def _text(values: dict[str, Any], name: str) -> str:
    value = values.get(name)
    return "" if value is None or isinstance(value, (dict, list)) else str(value)


def _one_of(
    choices: type[ShownIn] | type[FeedbackState],
    values: dict[str, Any],
    name: str,
    default: str = "",
) -> str:
    value = str(values.get(name, default))
    if value not in choices.values:
        raise UnreadablePage(f"{name} must be one of {', '.join(choices.values)}, not {value}.")
    return value


def _moment(values: dict[str, Any], name: str) -> datetime | None:
    text = _text(values, name)
    if not text:
        return None
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None:
        raise UnreadablePage(f"{name} must be a date and time, such as 2025-06-30T17:00:00+01:00.")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
