"""What the editor takes besides the text: a shorter title, a note, and whether readers are told."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from pages.lifecycle.publishing import save_draft
from pages.lifecycle.withdrawing import archive
from pages.models import Page
from tests.pages.factories import make_draft, make_page, make_staff, newest
from tests.pages.screens import address, errors, filled_in, save, soup

pytestmark = pytest.mark.django_db


def value_of(response: object, selector: str) -> str:
    field = soup(response).select_one(selector)
    assert field is not None
    return str(field.get("value", "")) or field.text.removeprefix("\n")


def state(client: Client, page: Page) -> list[str]:
    return [one.text for one in soup(client.get(address(page))).select(".app-editor-state__now")]


def test_shorter_title_and_notable_note_are_saved(client: Client, editor: User) -> None:
    page = make_page("plans")
    sent: dict[str, Any] = {"menu_title": "Plans", "change_note": "New figures.", "is_notable": "1"}
    save(client, address(page), **sent)
    saved = newest(page)
    assert (saved.number, saved.menu_title, saved.change_note) == (2, "Plans", "New figures.")
    assert saved.is_notable


def test_readers_are_told_of_nothing_without_a_note(client: Client, editor: User) -> None:
    page = make_page("plans")
    response = save(client, address(page), body="New.", is_notable="on")
    assert "Say what changed: readers see it in “What changed”." in errors(response)
    assert newest(page).number == 1


def test_a_drafts_note_goes_with_it_until_readers_see_it(client: Client, editor: User) -> None:
    page = make_page("plans")
    save(client, address(page), body="One.", change_note="New figures.", is_notable="on")
    screen = client.get(address(page))
    assert value_of(screen, "#id_change_note") == "New figures."
    assert soup(screen).select_one("#id_is_notable[checked]") is not None
    save(client, address(page), publish=True, body="Two.", is_notable="on")
    assert newest(page).change_note == "New figures."
    screen = client.get(address(page))
    assert value_of(screen, "#id_change_note") == ""
    assert soup(screen).select_one("#id_is_notable[checked]") is None


def test_a_note_alone_is_not_lost(client: Client, editor: User) -> None:
    page = make_draft("plans")
    for _ in range(2):
        save(client, address(page), change_note="Ready to read.")
    assert (newest(page).number, newest(page).change_note) == (2, "Ready to read.")


def test_a_published_note_sent_twice_is_one_revision(client: Client, editor: User) -> None:
    page = make_page("plans")
    sent = filled_in(client, address(page)) | {"change_note": "Why.", "_publish": "x"}
    for _ in range(2):
        client.post(address(page), sent)
    assert newest(page).number == 2


@pytest.mark.parametrize(
    ("theirs", "told"),
    [
        ({"menu_title": "P"}, "changed the menu title while"),
        ({"change_note": "Theirs."}, "changed the change note while"),
        (
            {"change_note": "Theirs.", "is_notable": True},
            "changed the change note and whether the change is notable while",
        ),
    ],
)
def test_the_new_fields_are_not_overwritten_unseen(
    client: Client, editor: User, theirs: dict[str, object], told: str
) -> None:
    page = make_draft("plans", body="Old.")
    opened = filled_in(client, address(page))
    kim = make_staff("kim", first_name="Kim", last_name="Ode")
    words = {"title": "Plans", "body": "Old.", **theirs}
    save_draft(page=page, by=kim, **words)  # type: ignore[arg-type]
    response = client.post(address(page), opened | {"body": "Mine.", "_save": "x"})
    assert f"Kim Ode {told}" in errors(response)
    assert newest(page).number == 2


# The state above the form


def test_state_is_said_in_words(client: Client, editor: User) -> None:
    draft = make_draft("plans")
    assert state(client, draft) == ["Draft, never published. Only staff can see this page."]
    page = make_page("status")
    assert state(client, page) == ["Readers see revision 1, and that is what you are editing."]
    save_draft(page=page, by=None, title="Status", body="New.")
    assert state(client, page) == [
        "Readers see revision 1; you are editing a newer draft, revision 2."
    ]


def test_state_says_when_a_page_above_hides_it(client: Client, editor: User) -> None:
    page = make_page("plans", parent=make_draft("system"))
    assert state(client, page) == [
        "Published, but readers can’t reach it: a page above it is not published."
    ]


def test_state_of_an_archived_page(client: Client, editor: User) -> None:
    page = make_page("plans")
    archive(page=page, by=editor)
    assert state(client, page) == ["Archived. Readers can’t see this page."]


# The checks beside the words


def test_checks_are_there_without_script(client: Client, editor: User) -> None:
    page = make_page("plans", body="## Two\n\n#### Four")
    screen = soup(client.get(address(page)))
    checks = screen.select_one("#app-checks")
    assert checks is not None
    assert not checks.has_attr("hidden")
    assert "Heading out of order, line 3" in checks.text
    refused = save(client, address(page), title="", body="## Two\n\n##### Five")
    assert "level 5" in soup(refused).select_one("#app-checks").text  # type: ignore[union-attr]
    new = soup(client.get("/admin/pages/page/add/")).select_one("#app-checks")
    assert "will be listed here" in new.text  # type: ignore[union-attr]


def test_what_was_saved_leads_to_the_checks(client: Client, editor: User) -> None:
    response = save(client, address(make_page("plans")), body="#### Four")
    told = soup(response).select_one(".messagelist .info")
    assert told is not None
    assert told.text == "1 thing to look at: see Content checks."
    assert told.a["href"] == "#app-checks"  # type: ignore[index]
