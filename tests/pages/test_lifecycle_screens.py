"""The staff's screens for a page as a whole."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from pages.lifecycle.publishing import save_draft
from pages.lifecycle.scheduling import schedule_publication
from pages.models import Page, PageStatus
from tests.pages.factories import make_draft, make_page, make_site, make_staff, newest
from tests.pages.screens import messages, soup

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)


def screen(page: Page, name: str) -> str:
    return f"/admin/pages/page/{page.pk}/{name}/"


def send(client: Client, page: Page, name: str, **data: str) -> Any:
    return client.post(screen(page, name), data, follow=True)


def schedule(client: Client, page: Page, verb: str, at: str = "") -> Any:
    shown = soup(client.get(screen(page, "schedule"))).select("input[name$='-seen']")
    prefix = verb.removeprefix("cancel_")
    sent = {"do": verb, f"{prefix}-at": at, f"{prefix}-seen": str(shown[0]["value"])}
    return send(client, page, "schedule", **sent)


def said(response: Any) -> list[str]:
    return [one.split("  ")[0].removesuffix(" Undo").strip() for one in messages(response)]


def undo(client: Client, response: Any) -> Any:
    form = soup(response).select_one(".app-undo")
    assert form is not None
    token = form.select_one("[name=token]")
    assert token is not None
    return client.post(str(form["action"]), {"token": str(token["value"])}, follow=True)


def state(page: Page) -> str:
    return Page.objects.values_list("status", flat=True).get(pk=page.pk)


@pytest.mark.parametrize(
    ("name", "words", "after"),
    [
        ("unpublish", "Unpublished: readers can’t see this page any more.", PageStatus.DRAFT),
        (
            "archive",
            "Archived: the page is out of use, and its address says so.",
            PageStatus.ARCHIVED,
        ),
    ],
)
def test_asked_first_done_then_undone(
    client: Client, editor: User, name: str, words: str, after: str
) -> None:
    page = make_page("plans")
    assert client.get(screen(page, name)).status_code == 200
    assert state(page) == PageStatus.PUBLISHED
    response = send(client, page, name)
    assert (said(response), state(page)) == ([words], after)
    assert said(undo(client, response)) == ["Undone: everything is as it was before."]
    assert state(page) == PageStatus.PUBLISHED


@pytest.mark.parametrize("name", ["unpublish", "archive"])
def test_pages_that_would_go_with_it_are_named(client: Client, editor: User, name: str) -> None:
    make_site()
    shown = soup(client.get(screen(Page.objects.get(path="system"), name)))
    assert "2 pages below go with it" in shown.text
    assert [one.text for one in shown.select("#content-main li")] == [
        "Status (/system/status/)",
        "Value (/system/value/)",
    ]
    alone = soup(client.get(screen(Page.objects.get(path="plans"), name)))
    assert "go with it" not in alone.text


def test_brought_back(client: Client, editor: User) -> None:
    page = make_page("plans")
    send(client, page, "archive")
    assert client.get(screen(page, "bring-back")).status_code == 200
    send(client, page, "bring-back")
    assert state(page) == PageStatus.DRAFT


@pytest.mark.parametrize("name", ["unpublish", "archive"])
def test_home_is_refused_with_the_reason(client: Client, editor: User, name: str) -> None:
    home = make_page("")
    for response in (client.get(screen(home, name), follow=True), send(client, home, name)):
        assert said(response) == ["The home page stays: every other page leads back to it."]
    assert state(home) == PageStatus.PUBLISHED


def test_second_of_two_is_told(client: Client, editor: User) -> None:
    page = make_page("plans")
    send(client, page, "unpublish")
    assert said(send(client, page, "unpublish")) == ["Readers can’t see this page already."]


@pytest.mark.parametrize("name", ["unpublish", "archive", "bring-back", "schedule", "undo"])
def test_screens_are_for_those_who_may_change_pages(client: Client, name: str) -> None:
    page = make_page("plans")
    client.force_login(make_staff("mo", "moderators"))
    assert client.get(screen(page, name)).status_code == 403
    assert client.post(screen(page, name)).status_code == 403
    client.logout()
    assert "/admin/login/" in client.post(screen(page, name))["Location"]


@pytest.mark.parametrize("pk", ["0", "9" * 40, "999999"])
def test_unknown_page_is_not_found(client: Client, editor: User, pk: str) -> None:
    assert client.get(f"/admin/pages/page/{pk}/unpublish/").status_code == 404


# A time to come


def test_scheduled_cancelled_and_undone(client: Client, editor: User) -> None:
    page = make_draft("plans")
    response = schedule(client, page, "publish", "2026-06-01T09:30")
    assert said(response) == ["Revision 1 will be published at 9:30am on 1 June 2026."]
    page.refresh_from_db()
    assert page.publish_at == datetime(2026, 6, 1, 8, 30, tzinfo=UTC)  # British summer
    assert "will be published at 9:30am on 1 June 2026" in soup(response).text
    response = schedule(client, page, "cancel_publish")
    assert said(response) == ["Cancelled: nothing will happen by itself."]
    undo(client, response)
    page.refresh_from_db()
    assert (page.publish_at is None, page.scheduled_by) == (False, editor)


def test_withdrawal_in_winter_time(client: Client, editor: User) -> None:
    page = make_page("plans")
    response = schedule(client, page, "withdraw", "1 December 2026, 00:00")
    assert said(response) == ["The page will be unpublished on 1 December 2026."]
    page.refresh_from_db()
    assert page.withdraw_at == datetime(2026, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "Enter the date and the time."),
        ("tomorrow", "Enter a date and a time, such as 03/12/2026 09:00."),
        ("2026-03-02T09:00", "That time has passed. Choose one to come."),
        ("2026-03-29T01:30", "The clocks change at that time"),
        ("2026-10-25T01:30", "The clocks change at that time"),
        ("2226-10-25T01:30", "Choose a time within the next 10 years."),
        ("0001-01-01T00:00", "That time has passed."),
        ("9999-12-31T23:59", "within the next 10 years"),
        ("0001-01-01T00:00+14:00", "That time has passed."),
        ("9" * 5_000, "such as 03/12/2026 09:00."),
    ],
)
def test_moment_is_refused_with_the_reason_and_kept(
    client: Client, editor: User, typed: str, reason: str
) -> None:
    page = make_draft("plans")
    response = schedule(client, page, "publish", typed)
    assert response.status_code == 422
    shown = soup(response)
    assert reason in shown.select_one("#id_publish-at_error").text  # type: ignore[union-attr]
    assert shown.select_one("#id_publish-at").get("value", "") == typed  # type: ignore[union-attr]
    assert "Error:" in shown.title.text  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("2026-03-29T00:59", 0), ("2026-03-29T02:00", 1), ("2026-10-25T02:00", 2)],
)
def test_hours_beside_the_change_of_clocks_are_exact(
    client: Client, editor: User, typed: str, kept: int
) -> None:
    page = make_draft("plans")
    schedule(client, page, "publish", typed)
    page.refresh_from_db()
    moments = [(3, 29, 0, 59), (3, 29, 1, 0), (10, 25, 2, 0)]
    assert page.publish_at == datetime(2026, *moments[kept], tzinfo=UTC)


def test_newest_words_on_screen_are_the_ones_scheduled(client: Client, editor: User) -> None:
    page = make_draft("plans")
    opened = soup(client.get(screen(page, "schedule"))).select("[name=publish-seen]")[0]["value"]
    save_draft(page=page, by=None, title="Theirs", body="Theirs.")
    sent = {"do": "publish", "publish-at": "2026-06-01T09:00", "publish-seen": str(opened)}
    response = send(client, page, "schedule", **sent)
    assert response.status_code == 422
    assert "Somebody has changed this page or its schedule" in soup(response).text
    page.refresh_from_db()
    assert page.publish_at is None


@pytest.mark.parametrize("verb", ["", "x", "cancel_", "publish-at"])
def test_unknown_wish_changes_nothing(client: Client, editor: User, verb: str) -> None:
    page = make_draft("plans")
    assert send(client, page, "schedule", do=verb).status_code == 422


def test_due_is_done_before_an_editor_looks(
    client: Client, editor: User, time_machine: Any
) -> None:
    page = make_draft("plans")
    schedule_publication(revision=newest(page), at=NOW.replace(hour=10), by=editor)
    time_machine.move_to(NOW.replace(hour=11), tick=False)
    client.get(screen(page, "change"))
    assert state(page) == PageStatus.PUBLISHED


@pytest.mark.parametrize(
    ("status", "heading"), [("draft", "Unpublished"), ("archived", "Archived")]
)
def test_editor_says_how_the_page_stands(
    client: Client, editor: User, status: str, heading: str
) -> None:
    page = make_page("plans")
    shown = soup(client.get(screen(page, "change"))).select_one(".app-standing")
    assert shown is not None
    assert "Published" in shown.text
    Page.objects.filter(pk=page.pk).update(status=status, published_revision=None)
    shown = soup(client.get(screen(page, "change"))).select_one(".app-standing h2")
    assert shown is not None
    assert shown.text.strip() == heading


def test_hidden_by_a_page_above_is_said(client: Client, editor: User) -> None:
    make_site()
    Page.objects.filter(path="system").update(status=PageStatus.DRAFT)
    shown = soup(client.get(screen(Page.objects.get(path="system/value"), "change")))
    assert "“System” above it is not published, so readers can’t reach it." in shown.text
