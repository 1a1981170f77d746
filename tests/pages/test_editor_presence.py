"""Two editors on one page: each sees the other, and what the other saved."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

from pages.lifecycle.publishing import save_draft
from pages.models import OpenEditor, Page
from tests.pages.factories import make_draft, make_staff
from tests.pages.screens import address, soup

pytestmark = pytest.mark.django_db

START = datetime(2026, 11, 3, 14, 2, tzinfo=UTC)


def beat(client: Client, page: Page, **sent: object) -> str:
    response = client.post(f"/admin/pages/page/{page.pk}/presence/", sent)
    assert response.status_code == 200
    return " ".join(soup(response).text.split())


def told(client: Client, page: Page) -> str:
    region = soup(client.get(address(page))).select_one(".app-editor-presence")
    assert region is not None
    return " ".join(region.text.split())


@pytest.fixture
def other() -> Client:
    client = Client()
    client.force_login(make_staff("asha", "editors", first_name="Asha", last_name="Rao"))
    return client


def test_the_second_sees_the_first(client: Client, editor: User, other: Client) -> None:
    page = make_draft("plans")
    with time_machine.travel(START, tick=False) as clock:
        assert told(other, page) == ""
        clock.shift(timedelta(seconds=50))
        assert told(client, page) == "Asha Rao has had this page open since 14:02."
        assert beat(other, page, edited_from=1) == "sam has had this page open since 14:02."
        clock.shift(timedelta(minutes=10))
        assert told(client, page) == (
            "Asha Rao opened this page at 14:02 and may still have it open: last seen at 14:02."
        )
        clock.shift(timedelta(hours=1))
        assert told(client, page) == ""


def test_other_pages_and_oneself_are_not_told_of(
    client: Client, editor: User, other: Client
) -> None:
    page, elsewhere = make_draft("plans"), make_draft("ideas")
    told(other, elsewhere)
    told(client, page)
    assert told(client, page) == ""


def test_a_newer_revision_is_told_as_it_is_saved(
    client: Client, editor: User, other: Client
) -> None:
    page = make_draft("plans")
    asha = User.objects.get(username="asha")
    with time_machine.travel(START, tick=False):
        assert beat(client, page, edited_from=1) == ""
        save_draft(page=page, by=asha, title="Plans", body="New.")
        assert beat(client, page, edited_from=1).startswith(
            "Asha Rao saved revision 2 at 14:02, after you opened the page."
        )
        save_draft(page=page, by=editor, title="Plans", body="Mine.")
        assert beat(client, page, edited_from=2).startswith(
            "You saved revision 3 in another window at 14:02"
        )
        assert beat(client, page, edited_from=3) == ""


def test_who_leaves_is_forgotten(client: Client, editor: User, other: Client) -> None:
    page = make_draft("plans")
    told(other, page)
    response = other.post(f"/admin/pages/page/{page.pk}/presence/", {"leaving": "on"})
    assert response.status_code == 204
    assert told(client, page) == ""


def test_after_a_day_nothing_is_kept(client: Client, editor: User, other: Client) -> None:
    page = make_draft("plans")
    with time_machine.travel(START, tick=False) as clock:
        told(other, page)
        clock.shift(timedelta(days=1, minutes=1))
        told(client, page)
    assert OpenEditor.objects.get().person == editor


def test_only_those_who_write_pages_are_present(client: Client) -> None:
    page = make_draft("plans")
    client.force_login(make_staff("mo", "moderators"))
    assert client.post(f"/admin/pages/page/{page.pk}/presence/").status_code == 403
    client.get(address(page))
    assert not OpenEditor.objects.exists()


@pytest.mark.parametrize("number", ["x", "-1", "9" * 40])
def test_a_number_that_makes_no_sense_is_refused(client: Client, editor: User, number: str) -> None:
    page = make_draft("plans")
    response = client.post(f"/admin/pages/page/{page.pk}/presence/", {"edited_from": number})
    assert response.status_code == 400
