"""What staff send after their session ended is given back to them, and to nobody else."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.pages.factories import make_page, newest
from tests.pages.screens import address, filled_in, soup

pytestmark = pytest.mark.django_db

WORDS = "\n\nOne line that took an hour.\r\n\r\n<script>alert(1)</script>"


def test_words_sent_after_the_session_ended_are_given_back(client: Client, editor: User) -> None:
    page = make_page("plans")
    sent = filled_in(client, address(page)) | {"body": WORDS, "_save": "x"}
    client.logout()
    response = client.post(address(page), sent)
    assert response.status_code == 403
    assert "no-store" in response["Cache-Control"]
    screen = soup(response)
    assert screen.select_one("h1").text == "You are signed out"  # type: ignore[union-attr]
    given = [one.text.removeprefix("\n") for one in screen.select("textarea")]
    assert given == [WORDS]
    assert "<script>alert" not in response.text
    assert newest(page).number == 1


@pytest.mark.parametrize(
    ("sent", "headers"),
    [
        ({"action": "delete", "body": ""}, {}),
        ({"password": "correct horse battery staple"}, {}),
        ({"body": WORDS}, {"sec-fetch-mode": "cors"}),
    ],
    ids=["nothing typed", "a password", "script"],
)
def test_what_nobody_typed_is_sent_to_sign_in(
    client: Client, sent: dict[str, str], headers: dict[str, str]
) -> None:
    page = make_page("plans")
    response = client.post(address(page), sent, headers=headers)
    assert response.status_code == 302
    assert "/admin/login/" in response["Location"]


def test_a_visitor_without_the_forms_token_is_shown_nothing_they_sent() -> None:
    page = make_page("plans")
    response = Client(enforce_csrf_checks=True).post(address(page), {"body": WORDS})
    assert response.status_code == 403
    assert "took an hour" not in response.text
