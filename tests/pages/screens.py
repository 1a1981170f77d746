"""Filling in the staff's screens as a browser would."""

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client

from pages.models import Page, PageRevision, SiteSetting


def address(row: Page | SiteSetting | PageRevision) -> str:
    return f"/admin/pages/{row._meta.model_name}/{row.pk}/change/"


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def filled_in(client: Client, url: str) -> dict[str, Any]:
    """What a browser would post if nothing were changed."""
    form = soup(client.get(url)).select_one("#content-main form")
    assert form is not None
    posted: dict[str, Any] = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        name = str(field["name"])
        if field.name == "select":
            chosen = field.select_one("option[selected]")
            posted[name] = chosen["value"] if chosen else ""
        elif field.name == "textarea":
            posted[name] = field.text.removeprefix("\n")
        elif field.get("type") not in {"submit", "checkbox"}:
            posted[name] = field.get("value", "")
    return posted


def save(client: Client, url: str, *, publish: bool = False, **changes: Any) -> Any:
    button = "_publish" if publish else "_save"
    return client.post(url, filled_in(client, url) | changes | {button: "x"}, follow=True)


def messages(response: Any) -> list[str]:
    return [one.text for one in soup(response).select(".messagelist li")]


def errors(response: Any) -> str:
    return " ".join(one.text for one in soup(response).select(".errorlist"))
