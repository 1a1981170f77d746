"""The preview: the public page's own template, with words that nobody has saved."""

import time
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client

from pages.lifecycle.publishing import publish, save_draft
from pages.models import Page, PageRevision
from tests.pages.factories import make_draft, make_page, make_staff
from tests.pages.screens import soup

pytestmark = pytest.mark.django_db

JSON = {"accept": "application/json"}
NEW = "/admin/pages/page/add/preview/"


def preview(page: Page) -> str:
    return f"/admin/pages/page/{page.pk}/preview/"


def main(response: Any) -> str:
    """But for its foot: a preview takes no feedback, and was not yet put before readers."""
    shown = soup(response).select_one("main")
    assert shown is not None
    for form in shown.select("#app-feedback, .app-updated"):
        form.decompose()
    return " ".join(str(shown).split())


def crumbs(response: Any) -> list[str]:
    return [one.text for one in soup(response).select("nav.govuk-breadcrumbs a")]


@time_machine.travel("2026-11-03T12:00Z", tick=False)
def test_words_in_hand_are_shown_as_the_public_page_and_not_kept(
    client: Client, editor: User
) -> None:
    make_page("")
    page = make_page("plans", body="Old.", title="Plans", menu_title="The plans")
    body = "## Next\r\n\r\n**Bold** words."
    words: dict[str, Any] = {"title": "New", "menu_title": "The new", "body": body}
    response = client.post(preview(page), words)
    assert response.status_code == 200
    assert PageRevision.objects.filter(page=page).count() == 1
    previewed = main(response)
    menu = [one.text for one in soup(response).select("nav.app-menu a")]

    save_draft(page=page, by=None, **words)
    draft = page.latest_revision()
    assert draft is not None
    publish(revision=draft, by=None)
    public = client.get("/plans/")
    assert previewed == main(public)
    assert menu == [one.text for one in soup(public).select("nav.app-menu a")] == ["The new"]


def test_preview_is_marked_and_stays_between_us(client: Client, editor: User) -> None:
    page = make_page("plans")
    response = client.post(preview(page), {"title": "New", "body": "Words."})
    screen = soup(response)
    assert screen.select_one(".app-preview-banner").text.split() == ["Preview:", "not", "saved"]  # type: ignore[union-attr]
    assert screen.select("[rel=canonical], [rel=alternate], .app-updated") == []
    assert screen.select_one("meta[name=robots]")["content"] == "noindex, nofollow"  # type: ignore[index]
    assert screen.select("main form") == []
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"


def test_get_shows_the_newest_draft(client: Client, editor: User) -> None:
    page = make_page("plans", body="Old.")
    save_draft(page=page, by=None, title="Plans", body="Newer.")
    response = client.get(preview(page))
    assert "Newer." in main(response)
    banner = soup(response).select_one(".app-preview-banner")
    assert banner is not None
    assert "revision 2, a draft that readers have not seen" in banner.text


def test_unchanged_words_are_not_called_unsaved(client: Client, editor: User) -> None:
    page = make_page("plans", body="One.\n\nTwo.")
    response = client.post(preview(page), {"title": "Plans", "body": "One.\r\n\r\nTwo."})
    assert "revision 1" in soup(response).select_one(".app-preview-banner").text  # type: ignore[union-attr]


def test_a_draft_is_shown_in_its_place(client: Client, editor: User) -> None:
    make_page("")
    section = make_page("system", title="System")
    make_page("status", title="Status", parent=section)
    draft = make_draft("value", title="Value", parent=section)
    response = client.get(preview(draft))
    assert crumbs(response) == ["Home", "System"]
    links = [one.text for one in soup(response).select("nav.app-side--section a")]
    assert links == ["System", "Status", "Value"]
    assert soup(response).select_one("[rel=prev]")["href"] == "/system/status/"  # type: ignore[index]
    below = make_draft("deeper", title="Deeper", parent=draft)
    assert crumbs(client.get(preview(below))) == ["Home", "System"]


def test_a_page_not_saved_yet_is_shown_where_it_will_be(client: Client, editor: User) -> None:
    make_page("")
    section = make_page("system", title="System")
    words = {"title": "Value for money", "body": "Words.", "parent": section.pk}
    response = client.post(NEW, words)
    assert crumbs(response) == ["Home", "System"]
    current = soup(response).select_one("nav.app-side--section [aria-current=page]")
    assert current is not None
    assert current["href"] == "/system/value-for-money/"
    assert client.get(NEW).status_code == 200
    below_a_draft = {**words, "parent": make_draft("later", parent=section).pk}
    assert crumbs(client.post(NEW, below_a_draft)) == ["Home", "System"]
    assert Page.objects.count() == 3


def test_script_is_answered_with_the_document_or_the_reason(client: Client, editor: User) -> None:
    page = make_page("plans")
    answer = client.post(preview(page), {"title": "N", "body": "New."}, headers=JSON)
    assert "New." in str(BeautifulSoup(answer.json()["html"], "html.parser").select_one("main"))
    assert "Nothing to improve" in answer.json()["advice"]
    words = {"title": "N", "body": "## Two\n\n#### Four"}
    answer = client.post(preview(page), words, headers=JSON)
    assert "Heading out of order, line 3" in answer.json()["advice"]
    answer = client.post(preview(page), {"body": "x" * 100_001}, headers=JSON)
    assert answer.status_code == 422
    assert answer.json()["reason"].startswith("This text is 100,001 characters long.")


@pytest.mark.parametrize(
    ("sent", "status", "reason"),
    [
        ({"body": "x" * 5_000_000}, 400, "We could not read that request"),
        ({"body": "a\x00b"}, 400, "We could not read that request"),
        ({"body": "[" * 40_000}, None, None),
        ({"body": "> " * 40_000}, None, None),
        ({"body": "x" * 100_001}, 422, "100,001 characters long"),
        ({"title": "x" * 201}, 422, "at most 200 characters"),
        ({"parent": "9" * 30}, 422, "Select a valid choice"),
    ],
    ids=["5 MB", "NUL", "brackets", "quotations", "too long", "title", "huge id"],
)
def test_hostile_words_are_answered_with_a_reason(
    client: Client, editor: User, sent: dict[str, str], status: int | None, reason: str | None
) -> None:
    page = make_page("plans")
    began = time.monotonic()
    response = client.post(preview(page), sent)
    assert time.monotonic() - began < 2
    assert response.status_code in ({status} if status else {200, 422})
    assert (reason or "") in response.text


def test_scripts_in_the_words_are_inert(client: Client, editor: User) -> None:
    page = make_page("plans")
    words = {"title": "<script>alert(1)</script>", "body": "<script>alert(1)</script>"}
    assert "<script>alert" not in client.post(preview(page), words).text
    answer = client.post(preview(page), words, headers=JSON)
    assert "<script>alert" not in answer.json()["html"]


@pytest.mark.parametrize("group", ["moderators", "analysts", ""])
def test_preview_is_for_those_who_write_pages(client: Client, group: str) -> None:
    page = make_draft("plans")
    client.force_login(make_staff("other", *([group] if group else [])))
    for address in (preview(page), NEW):
        assert client.get(address).status_code == 403
        assert client.post(address, {"body": "x"}).status_code == 403


def test_there_is_no_preview_of_a_page_that_is_not_there(client: Client, editor: User) -> None:
    for pk in ("0", "9" * 30, "x"):
        assert client.get(f"/admin/pages/page/{pk}/preview/", follow=True).status_code in {200, 404}
    assert client.get("/admin/pages/page/0/preview/").status_code == 404


def test_only_the_editor_may_frame_the_preview(client: Client, editor: User) -> None:
    page = make_page("plans")
    response = client.get(f"/admin/pages/page/{page.pk}/change/")
    assert "frame-src 'self'" in response["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert "frame-src" not in client.get("/plans/")["Content-Security-Policy"]
