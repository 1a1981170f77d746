"""Sending feedback on one page, as the tests do it."""

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client

WORDS = {
    "sentiment": "unsure",
    "summary": "Not enough about small teams",
    "details": "Two of us do all of it.\r\nBoth part time.",
    "role": "la-data",
    "organisation": "Rutland County Council",
    "email": "sender@example.org",
}


def send(client: Client, path: str = "/comment/status/", /, **changes: Any) -> Any:
    headers = changes.pop("headers", {})
    return client.post(path, WORDS | changes, headers=headers)


def soup_of(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")
