"""The history of a page: listed, compared, restored."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from pages.lifecycle.publishing import publish, save_draft
from pages.lifecycle.scheduling import schedule_publication
from pages.lifecycle.withdrawing import withdraw
from pages.models import Page
from tests.pages.factories import make_draft, make_page, make_staff, newest
from tests.pages.screens import address, messages, save, soup

pytestmark = pytest.mark.django_db


def screen(page: Page, name: str) -> str:
    return f"/admin/pages/page/{page.pk}/{name}/"


def rows(response: Any) -> list[str]:
    found = soup(response).select(".app-revisions tbody tr")
    return [" ".join(row.text.split()) for row in found]


def restore(client: Client, page: Page, revision: Any, newest: Any) -> Any:
    sent = {"revision": str(revision), "newest": str(newest)}
    return client.post(screen(page, "restore"), sent, follow=True)


def test_revisions_and_events_are_told_newest_first(client: Client, editor: User) -> None:
    page = make_page("plans")
    ada = make_staff("ada", first_name="Ada", last_name="Lee")
    save_draft(
        page=page, by=ada, title="Plans", body="Two.", change_note="Clearer", is_notable=True
    )
    withdraw(page=page, by=editor)
    publish(revision=newest(page), by=ada)
    live, gone, saved, first = rows(client.get(screen(page, "history")))
    assert live == "just now Ada Lee Published revision 2."
    assert gone == "just now sam Unpublished the page."
    assert saved.startswith("Revision 2 Live just now Ada Lee Clearer Notable First published")
    assert first.startswith("Revision 1 just now The site itself – First published")


def test_scheduled_revision_is_marked(client: Client, editor: User, time_machine: Any) -> None:
    time_machine.move_to("2026-11-03 09:00 +0000", tick=False)
    page = make_draft("plans")
    schedule_publication(revision=newest(page), at=timezone.now() + timedelta(1), by=editor)
    assert any("Revision 1 Scheduled" in row for row in rows(client.get(screen(page, "history"))))


def test_stock_entries_of_saved_forms_are_left_out(client: Client, editor: User) -> None:
    page = make_page("plans")
    save(client, address(page), body="Two.")
    assert [row.split()[0] for row in rows(client.get(screen(page, "history")))] == ["Revision"] * 2


@pytest.mark.parametrize("count", [1, 60])
def test_long_history_is_in_pages_and_takes_a_fixed_number_of_queries(
    client: Client, editor: User, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    page = make_draft("plans")
    for number in range(count):
        save_draft(page=page, by=editor, title="Plans", body=str(number))
    with django_assert_max_num_queries(16):
        response = client.get(screen(page, "history"), {"page": "2", "before": "1", "after": "61"})
    expected = [61, *range(11, 0, -1)] if count == 60 else [2, 1]
    shown = [int(row.split()[1]) for row in rows(response) if row.startswith("Revision")]
    assert shown == expected


def test_newest_and_live_are_chosen_to_begin_with(client: Client, editor: User) -> None:
    page = make_page("plans")
    for body in ("Two.", "Three."):
        save_draft(page=page, by=editor, title="Plans", body=body)
    chosen = soup(client.get(screen(page, "history"))).select("input[checked]")
    assert [(one["name"], one["value"]) for one in chosen] == [("after", "3"), ("before", "1")]


def test_two_revisions_are_compared(client: Client, editor: User) -> None:
    page = make_page("plans", title="Plans", body="Same.\n\nTeams are small <b>.")
    save_draft(page=page, by=editor, title="Ideas", body="Same.\n\nTeams are tiny <b>.")
    shown = soup(client.get(screen(page, "compare"), {"before": "2", "after": "1"}))
    assert [one.text for one in shown.select(".app-difference ins")] == [
        "[inserted: Ideas]",
        "[inserted: tiny]",
    ]
    assert [one.text for one in shown.select(".app-difference del")] == [
        "[deleted: Plans]",
        "[deleted: small]",
    ]
    assert [one.text for one in shown.select("summary")][-1] == "1 paragraph unchanged"
    assert "1 paragraph changed." in shown.text
    assert not shown.select("#content-main b")


def test_same_words_are_said_to_be_the_same(client: Client, editor: User) -> None:
    page = make_page("plans")
    save_draft(page=page, by=editor, title="Plans", body="Words.")
    shown = soup(client.get(screen(page, "compare"), {"before": "1", "after": "2"}))
    assert "The words are the same in both." in shown.text


@pytest.mark.parametrize(
    "query", ["", "before=1&after=1", "before=1&after=9", "before=x&after=1", f"before={'9' * 99}"]
)
def test_what_cannot_be_compared_leads_back(client: Client, editor: User, query: str) -> None:
    page = make_page("plans")
    response = client.get(f"{screen(page, 'compare')}?{query}", follow=True)
    assert messages(response) == ["Choose two different revisions to compare."]


def test_restored_is_a_new_draft(client: Client, editor: User) -> None:
    page = make_page("plans", title="Old", body="Old.")
    save_draft(page=page, by=None, title="New", body="New.")
    response = restore(client, page, 1, 2)
    assert "Saved revision 3 as a draft, with the words of revision 1." in messages(response)[0]
    made = newest(page)
    assert (made.number, made.title, made.body) == (3, "Old", "Old.")
    assert (made.change_note, made.created_by) == ("Restored revision 1", editor)
    page.refresh_from_db()
    assert page.published_revision == page.revisions.get(number=1)


def test_second_of_two_is_told_and_nothing_is_restored(client: Client, editor: User) -> None:
    page = make_page("plans")
    save_draft(page=page, by=None, title="New", body="New.")
    save_draft(page=page, by=None, title="Theirs", body="Theirs.")
    response = restore(client, page, 1, 2)
    assert "somebody saved revision 3" in messages(response)[0]
    assert newest(page).number == 3


@pytest.mark.parametrize("revision", ["", "x", "0", "99", "9" * 99])
def test_unknown_revision_is_not_restored(client: Client, editor: User, revision: str) -> None:
    page = make_page("plans")
    assert messages(restore(client, page, revision, 1)) == ["Choose the revision to restore."]


def test_newest_words_are_not_restored_again(client: Client, editor: User) -> None:
    page = make_page("plans")
    assert "already" in messages(restore(client, page, 1, 1))[0]
    assert newest(page).number == 1


def test_moderators_read_and_do_not_restore(client: Client) -> None:
    page = make_page("plans")
    save_draft(page=page, by=None, title="New", body="New.")
    client.force_login(make_staff("mo", "moderators"))
    response = client.get(screen(page, "history"))
    assert (response.status_code, soup(response).select("[name=revision]")) == (200, [])
    assert client.post(screen(page, "restore"), {"revision": "1"}).status_code == 403
