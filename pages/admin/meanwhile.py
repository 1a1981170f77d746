"""What has become of a page while somebody had it open in the editor, and how they are told."""

import re
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime

from pages.models import Page, PageRevision
from pages.people import name_of

WORDS = {
    "title": "the title",
    "menu_title": "the menu title",
    "summary": "the summary",
    "body": "the text",
}
NOTE = {"change_note": "the change note", "is_notable": "whether the change is notable"}
_PLACE = {
    "status": "whether readers see this page",
    "shown_in": "where this page is shown",
    "feedback": "whether feedback is open",
    "feedback_opens_at": "when feedback opens",
    "feedback_closes_at": "when feedback closes",
    "feedback_introduction": "the introduction to feedback",
    "feedback_afterwards": "what is said once feedback is closed",
}
_SHORT = re.compile(r"[\w-]{0,100}", re.ASCII)


def words_changed_since(
    newest: PageRevision | None, number: int | None, asked: dict[str, Any]
) -> list[str]:
    """What differs from the revision somebody started from, and from what they ask for."""
    if newest is None or newest.number == number:
        return []
    before = newest.page.revisions.filter(number=number or 0).first()

    def changed(fields: dict[str, str]) -> list[str]:
        return [
            name
            for field, name in fields.items()
            if getattr(newest, field) not in {getattr(before, field, None), asked.get(field)}
        ]

    # Other words bring a note of their own; alone it is worth telling.
    return changed(WORDS) or changed(NOTE)


def place_of(page: Page) -> str:
    """As the database has it now, whatever the form has made of the instance."""
    row = Page.objects.filter(pk=page.pk).values_list(*_PLACE).get()
    return "|".join(map(_as_text, row))


def place_changed_since(seen: str, now: str, asked: dict[str, Any]) -> list[str]:
    before, after = seen.split("|"), now.split("|")
    if len(before) != len(after):
        return []
    return [
        name
        for (field, name), old, new in zip(_PLACE.items(), before, after, strict=True)
        if old != new and (field not in asked or _as_text(asked[field]) != new)
    ]


def say_what_changed(
    *, newest: PageRevision | None, words: list[str], place: list[str], reader: User | None
) -> str:
    """A page's place has no history, so nobody is named for it."""
    told: list[str] = []
    if newest and words:
        is_reader = newest.created_by is not None and newest.created_by == reader
        who = "You" if is_reader else name_of(newest.created_by)
        told.append(format_html("{} changed {} {}.", who, listed(words), _while(is_reader)))
    if place:
        told.append(format_html("Someone changed {} {}.", listed(place), _while(False)))
    if newest and words:
        told.append(_where_to_read(newest))
        told.append("What differs is shown below.")
    told.append(
        "Nothing of yours has been saved, and it is all still below. Save again to put yours in "
        "place of theirs."
    )
    return format_html(" ".join(["{}"] * len(told)), *told)


def _while(is_reader: bool) -> str:
    return "in another window" if is_reader else "while you were editing"


def listed(names: list[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _where_to_read(newest: PageRevision) -> str:
    return format_html(
        '<a href="{}">Read revision {}</a>, saved on {}{}.',
        reverse("admin:pages_pagerevision_change", args=[newest.pk]),
        newest.number,
        date_format(localtime(newest.created_at), "j F Y, H:i"),
        f": “{newest.change_note}”" if newest.change_note else "",
    )


def _as_text(value: Any) -> str:
    if isinstance(value, Page):
        value = value.pk
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    text = "" if value is None else str(value)
    # Whole paragraphs would not come back from a hidden field as they went.
    return text if _SHORT.fullmatch(text) else sha256(text.encode()).hexdigest()
