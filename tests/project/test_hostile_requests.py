"""Whatever is asked or posted, wherever, is answered, and never by an error of ours."""

import random
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from tests.feedback.factories import make_administrator, signed_in
from tests.pages.pictures import picture_file
from tests.project.changing import what_changes
from tests.project.everybody import NAMED, filled_in, set_stage

pytestmark = pytest.mark.django_db

HOSTILE = [
    "",
    " ",
    "\x00",
    "a\x00b",
    "\ud800",
    "\u202eevil\u2066",
    "\u200b\u3164",
    "\r\n\t\x0b\x1b[31m",
    "²",
    "٣",
    "-1",
    "0",
    "1e9",
    "NaN",
    "9" * 19,
    "9" * 400,
    "9" * 5_000,
    "None",
    "first",
    "[]",
    "{{ system_map }}",
    "{% load x %}",
    "{0.__class__}",
    "%s%n%%",
    "'; DROP TABLE pages_page; --",
    "\\",
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "//evil.example",
    "../../etc/passwd",
    "status/../..",
    "a|b|c|d",
    "|",
    "||||||||||",
    "1-1 2-2",
    "2026-02-30",
    "2026-03-29T01:30",
    "2026-10-25T01:30",
    "0001-01-01T00:00",
    "9999-12-31T23:59",
    "31/12/9999 23:59",
    "é" * 300,
    "\U0001f9ff" * 200,
    "figure:",
    "![](figure:map)" * 50,
    "[" * 20_000,
    "x" * 300_000,
]
NAMES = [
    *("q", "page", "state", "kind", "before", "after", "added", "role", "organisation"),
    *("slug", "parent", "position", "seen", "up", "down", "do", "token", "link", "revision"),
    *("newest", "edited_from", "placed_as", "leaving", "publish-at", "publish-seen", "body"),
    *("withdraw-at", "withdraw-seen", "days", "note", "title", "status", "where", "undo"),
    *("alternative_text", "name", "upload", "x[]", "_changelist_filters", "_popup", "_to_field"),
    *("o", "p", "e", "all", "source", "given_on", "key", "feedback", "feedback_opens_at"),
    *("source__id", "page__path", "id__in", "pk", "_publish", "_another", "format", "path"),
]
EACH_GET, EACH_POST = 4, 12
_URLENCODED = "application/x-www-form-urlencoded"
_SURROGATE = "\ud800"


def test_questions_are_answered() -> None:
    chance = random.Random(3)
    stage = set_stage()
    client = _client()

    answers = []
    for name, pattern in NAMED.items():
        if name == "admin:logout":
            continue
        address = "/" + filled_in(name, pattern, stage)
        for _ in range(EACH_GET):
            asked = {chance.choice(NAMES): chance.choice(HOSTILE[:-3]) for _ in range(4)}
            answers.append(_answer(name, client, "get", address, asked))

    assert [one for one in answers if one] == []


def test_posts_are_answered() -> None:
    chance = random.Random(5)
    set_stage()
    changes = what_changes()
    client = _client()

    answers = []
    for name, (address, data) in changes.items():
        for _ in range(EACH_POST):
            hostile: dict[str, Any] = {
                one: chance.choice(HOSTILE) for one in chance.sample([*data, *NAMES], 4)
            }
            if name.endswith(("figure_add", "figure_picker")):
                hostile["upload"] = _hostile_file(chance)
            with transaction.atomic():
                answers.append(_answer(name, client, "post", address, data | hostile))
                transaction.set_rollback(True)

    assert [one for one in answers if one] == []


def _client() -> Client:
    client = signed_in(make_administrator("hostile"))
    client.raise_request_exception = False
    return client


def _answer(
    name: str, client: Client, method: str, address: str, data: dict[str, Any]
) -> tuple[Any, ...]:
    if method == "get":
        response = client.get(f"{address}?{_written(data)}")
    elif "upload" in data:
        plain = {key: one for key, one in data.items() if one != _SURROGATE}
        response = client.post(address, plain)
    else:
        response = client.post(address, _written(data), content_type=_URLENCODED)
    if response.status_code < 500:
        return ()
    return name, method, response.status_code, {key: str(one)[:60] for key, one in data.items()}


def _written(data: dict[str, Any]) -> str:
    """A lone surrogate is sent as the bytes it would have."""
    return urlencode(data, errors="surrogatepass")


def _hostile_file(chance: random.Random) -> SimpleUploadedFile:
    picture = picture_file()
    at = chance.randrange(len(picture))
    content = chance.choice(
        [
            b"",
            b"\x00" * 100,
            picture[:at],
            picture[:at] + bytes([chance.randrange(256)]) + picture[at + 1 :],
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
            b"GIF89a" + b"\xff" * 200,
            picture + b"<script>alert(1)</script>",
        ]
    )
    return SimpleUploadedFile(chance.choice(["a.png", "\x00.svg", "../../a", "é" * 300]), content)
