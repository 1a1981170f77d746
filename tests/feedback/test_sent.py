"""The sender's private address."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from feedback.models import Submission
from pages.lifecycle.publishing import save_draft
from pages.lifecycle.withdrawing import withdraw
from tests.feedback.factories import make_page

pytestmark = pytest.mark.django_db

WORDS = {
    "summary": "<b>Bold</b> thoughts",
    "details": "First line\nsecond line",
    "role": "la-data",
    "organisation": "Rutland",
    "email": "sender@example.org",
}


@pytest.fixture
def address(client: Client) -> str:
    make_page(title="Status", slug="status")
    return str(client.post("/comment/status/", WORDS)["Location"])


def test_thanks_with_the_reference_and_what_was_sent(client: Client, address: str) -> None:
    response = client.get(address)

    text = BeautifulSoup(response.content, "html.parser").main.get_text(" ", strip=True)  # type: ignore[union-attr]
    assert response.status_code == 200
    assert "Thanks — feedback received" in text
    assert Submission.objects.get().reference in text
    for word in ("<b>Bold</b> thoughts", "second line", "Rutland", "sender@example.org"):
        assert word in text


def test_page_is_kept_by_nobody_and_found_by_no_robot(client: Client, address: str) -> None:
    response = client.get(address)

    assert response["Cache-Control"] == "no-store"
    assert "noindex" in response["X-Robots-Tag"]
    assert not response.cookies


def test_email_is_repeated_for_a_day_only(client: Client, time_machine: Any) -> None:
    make_page(title="Status", slug="status")
    time_machine.move_to("2026-11-03 10:00:00+00:00", tick=False)
    address = client.post("/comment/status/", WORDS)["Location"]
    time_machine.move_to("2026-11-04 10:00:01+00:00", tick=False)

    assert b"sender@example.org" not in client.get(address).content


def test_next_page_is_offered_with_role_and_organisation_but_not_email(
    client: Client, address: str
) -> None:
    make_page(title="Value", slug="value", position=9)

    soup = BeautifulSoup(client.get(address).content, "html.parser")

    assert soup.select_one("a[href='/value/?role=la-data&organisation=Rutland']")
    assert not soup.select("a[href*='sender']")


def test_reading_it_again_sends_nothing(client: Client, address: str) -> None:
    client.get(address)
    client.get(address)

    assert Submission.objects.count() == 1


def test_reference_opens_nothing(client: Client, address: str) -> None:
    assert client.get(f"/sent/{Submission.objects.get().reference}/").status_code == 404


def test_nothing_can_be_posted(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405


def test_only_what_was_given_is_said_to_be_filled_in(client: Client) -> None:
    make_page(title="Status", slug="status")
    make_page(title="Value", slug="value", position=9)
    address = client.post("/comment/status/", WORDS | {"organisation": ""})["Location"]

    text = BeautifulSoup(client.get(address).content, "html.parser").get_text(" ", strip=True)

    assert "Your role will already be filled in" in text


def test_a_page_withdrawn_since_is_named_as_it_was_read(client: Client, address: str) -> None:
    """And neither by its newest draft, which is nobody's business yet, nor with a link to it."""
    page = Submission.objects.get().page
    withdraw(page=page, by=None)
    save_draft(page=page, by=None, title="Secret plans", body="Words.")

    response = client.get(address)

    assert "Secret" not in response.content.decode()
    (cell,) = BeautifulSoup(response.content, "html.parser").select("dl > div:first-child dd")
    assert (cell.get_text(), cell.a) == ("Status", None)
