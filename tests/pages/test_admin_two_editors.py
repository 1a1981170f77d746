"""Two people, or one with two windows, on one page: nothing is overwritten unseen."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from pages.feedback_terms.opening import set_terms
from pages.lifecycle.publishing import place_in_site, save_draft
from pages.models import FeedbackState
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
    place_in_site(page=page, position=4, shown_in="footer")
    set_terms(page=page, said={"feedback": FeedbackState.NEVER})
    response = client.post(address(page), opened | {"body": "Mine.", "_save": "x"})
    told = errors(response)
    assert (
        "Someone changed the position, where this page is shown and whether feedback is open "
        "while you were editing." in told
    )
    # Who wrote the words did not do it, and there is nothing to read about it.
    assert "Read revision" not in told
    page.refresh_from_db()
    assert (page.position, page.shown_in, page.feedback) == (4, "footer", FeedbackState.NEVER)


def test_a_second_click_on_save_is_a_success(client: Client, editor: User) -> None:
    page = make_page("plans", body="Old.")
    sent = filled_in(client, address(page)) | {"body": "Mine.", "position": "7", "_save": "x"}
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
