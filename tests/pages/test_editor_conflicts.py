"""Two editors on one page: the second is told and shown what changed, and keeps their words."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from pages.feedback_terms.opening import set_terms
from pages.lifecycle.publishing import save_draft, show_in
from pages.lifecycle.withdrawing import withdraw
from pages.models import FeedbackState
from pages.moving import move_page
from tests.pages.factories import make_page, make_staff, newest
from tests.pages.screens import address, errors, filled_in, messages, soup

pytestmark = pytest.mark.django_db


def test_second_editor_is_told_who_changed_what_and_keeps_their_words(
    client: Client, editor: User
) -> None:
    page = make_page("plans", body="Old.")
    opened = filled_in(client, address(page))
    other = make_staff("kim", first_name="Kim", last_name="Ode")
    save_draft(page=page, by=other, title="Plans", body="Kim’s.", change_note="Tidied.")
    response = client.post(address(page), opened | {"body": "Mine.", "_save": "x"})
    assert "Kim Ode changed the text while you were editing." in errors(response)
    assert "“Tidied.”" in errors(response)
    assert soup(response).select_one("#id_body").text.strip() == "Mine."  # type: ignore[union-attr]
    assert newest(page).body == "Kim’s."

    kept = {
        str(field["name"]): field.get("value") or field.text.strip()
        for field in soup(response).select("#id_body, #id_edited_from, #id_placed_as")
    }
    client.post(address(page), opened | kept | {"_save": "x"})
    assert (newest(page).number, newest(page).body) == (3, "Mine.")


def test_place_that_someone_changed_meanwhile_is_not_put_back(client: Client, editor: User) -> None:
    page = make_page("plans")
    opened = filled_in(client, address(page))
    show_in(page=page, shown_in="footer")
    set_terms(page=page, said={"feedback": FeedbackState.NEVER})
    response = client.post(address(page), opened | {"body": "Mine.", "_save": "x"})
    told = errors(response)
    assert (
        "Someone changed where this page is shown and whether feedback is open while you were "
        "editing." in told
    )
    # Who wrote the words did not do it, and there is nothing to read about it.
    assert "Read revision" not in told
    page.refresh_from_db()
    assert (page.shown_in, page.feedback) == ("footer", FeedbackState.NEVER)
    assert soup(response).select(".app-conflict") == []


def test_a_second_click_on_save_is_a_success(client: Client, editor: User) -> None:
    page = make_page("plans", body="Old.")
    sent = filled_in(client, address(page)) | {"body": "Mine.", "shown_in": "footer", "_save": "x"}
    for _ in range(2):
        response = client.post(address(page), sent, follow=True)
        assert messages(response)[0].startswith("Saved")
    assert newest(page).number == 2


def test_an_editor_with_two_windows_is_not_told_of_somebody_else(
    client: Client, editor: User
) -> None:
    page = make_page("plans", body="Old.")
    opened = filled_in(client, address(page))
    client.post(address(page), opened | {"body": "First.", "_save": "x"})
    response = client.post(address(page), opened | {"body": "Second.", "_save": "x"})
    assert "You changed the text in another window." in errors(response)


def test_the_second_editor_is_shown_what_differs(client: Client, editor: User) -> None:
    page = make_page("plans", body="First.\n\nSecond.\n\nThird.")
    opened = filled_in(client, address(page))
    kim = make_staff("kim", first_name="Kim", last_name="Ode")
    save_draft(page=page, by=kim, title="Our plans", body="First.\n\nSecond, now.\n\nThird.")
    mine = {"body": "First.\n\nSecond.\n\nThird <b>of mine</b>.", "_save": "x"}
    response = client.post(address(page), opened | mine)
    shown = soup(response).select_one(".app-conflict")
    assert shown is not None
    theirs, yours = shown.select(":scope > details")
    assert theirs.summary.text == "What revision 2 changed, by Kim Ode"  # type: ignore[union-attr]
    assert said(theirs, "ins") == ["Our plans", ", now"]
    assert said(yours, "del") == ["Our plans", ", now"]
    assert said(yours, "ins") == ["Plans", "<b>of mine</b>"]
    leave = shown.select_one("[data-leave-mine]")
    assert leave is not None
    assert leave["href"] == address(page)


def test_someone_who_moved_the_page_meanwhile_costs_no_second_save(
    client: Client, editor: User
) -> None:
    section, page = make_page("system"), make_page("plans")
    opened = filled_in(client, address(page))
    move_page(page=page, parent=section, slug="ideas")
    client.post(address(page), opened | {"body": "Mine.", "_save": "x"})
    page.refresh_from_db()
    assert (page.path, newest(page).body) == ("system/ideas", "Mine.")


def said(part: Any, mark: str) -> list[str]:
    """But for what only screen readers are told."""
    found = [" ".join(one.find_all(string=True, recursive=False)).strip() for one in part(mark)]
    return [words for words in found if words not in {"underlined", "struck through"}]


def test_a_page_unpublished_meanwhile_is_not_brought_back_unasked(
    client: Client, editor: User
) -> None:
    page = make_page("status")
    opened = filled_in(client, address(page))
    withdraw(page=page, by=editor)

    response = client.post(address(page), opened | {"body": "More words.", "_publish": "x"})

    assert "whether readers see this page" in errors(response)
    page.refresh_from_db()
    assert not page.is_published
