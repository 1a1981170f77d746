"""The staff screens of feedback, asked as a browser would ask them."""

import csv
import io
from typing import Any
from urllib.parse import urlencode

from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client

from feedback.models import Submission
from tests.feedback.factories import signed_in

LIST = "/admin/feedback/submission/"
ADMIN = "/admin/feedback/"
EXPORT = "/admin/feedback/submission/export/"
BULK = "/admin/feedback/submission/change-status/"


def summaries(response: Any) -> list[str]:
    rows = BeautifulSoup(response.content, "html.parser").select("tbody th a")
    return [row.get_text() for row in rows]


def listed(user: User, query: str = "") -> list[str]:
    response = signed_in(user).get(f"{LIST}{query}")
    assert response.status_code == 200
    return summaries(response)


def address(submission: Submission, filters: str = "") -> str:
    kept = f"?{urlencode({'_changelist_filters': filters})}" if filters else ""
    return f"{LIST}{submission.pk}/change/{kept}"


def decision(**changes: str) -> dict[str, str]:
    return {"status": "under_review", "note": "", "seen_version": "1", "_save": "1"} | changes


def text_of(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def fields_of(response: Any) -> set[str]:
    soup = BeautifulSoup(response.content, "html.parser")
    form = soup.select_one("form[id$=_form]")
    assert form is not None
    named = form.select("input[name], select[name], textarea[name]")
    return {str(one["name"]) for one in named if not str(one["name"]).startswith(("_", "csrf"))}


def change(model: str, pk: int) -> str:
    return f"{ADMIN}{model}/{pk}/change/"


def save(client: Client, url: str, sent: dict[str, Any]) -> Any:
    """Open the form and send it, with what it says was there when it was opened."""
    form = BeautifulSoup(client.get(url).content, "html.parser")
    seen = form.select("input[name=seen], input[name$=-seen]")
    return client.post(url, {str(one["name"]): one.get("value", "") for one in seen} | sent)


def asked(**changes: str) -> dict[str, str]:
    return {"file_format": "csv", "profile": "anonymous"} | changes


def content_of(response: Any) -> bytes:
    assert response.status_code == 200, response.content[:500]
    return b"".join(response.streaming_content)


def rows_of(response: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content_of(response).decode("utf-8-sig"), newline="")))


def chosen(*submissions: Submission) -> dict[str, Any]:
    return {"chosen": [f"{one.pk}-{one.version}" for one in submissions]}


def confirmed(*submissions: Submission, **changes: str) -> dict[str, str]:
    seen = " ".join(f"{one.pk}-{one.version}" for one in submissions)
    return {"confirm": "1", "seen": seen, "status": "no_action", "note": ""} | changes


def messages_of(client: Client, response: Any) -> list[str]:
    body = client.get(response["Location"]).content
    return [one.get_text() for one in BeautifulSoup(body, "html.parser").select(".messagelist li")]


def statuses() -> list[str]:
    return list(Submission.objects.order_by("pk").values_list("triage_status", flat=True))
