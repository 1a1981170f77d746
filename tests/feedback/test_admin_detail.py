"""The screen of one piece of feedback: what it shows to whom, and where in the list it stands."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client

from feedback.admin import paginator, place_in_list
from feedback.models import Submission
from pages.models import Page
from tests.feedback.factories import (
    make_administrator,
    make_analyst,
    make_moderator,
    make_page,
    make_revision,
    make_submission,
    signed_in,
)
from tests.feedback.screens import LIST, address, decision, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> Page:
    return make_page(title="Status", slug="status", body="## Content\n\nTwo people do it all.")


# What it shows


def test_screen_shows_the_words_beside_the_page_as_it_was_read(page: Page, moderator: User) -> None:
    submission = make_submission(
        page,
        summary="Not enough",
        details="First line.\n\n<b>Second</b> line.",
        organisation_as_typed="Rutland CC",
    )
    make_revision(page, title="Status", body="Newer words.")

    response = signed_in(moderator).get(address(submission))

    body = response.content.decode()
    assert "First line.\n\n&lt;b&gt;Second&lt;/b&gt; line." in body
    words = text_of(response)
    for expected in [
        submission.reference,
        "I’m unsure about this",
        "Local authority data professional (Local government)",
        "Rutland CC",
        "Rutland (East Midlands)",
        "Status now: New",
        "Two people do it all.",
        "revision 1. The page is now at revision 2.",
        "Received on",
        "This site",
    ]:
        assert expected in words
    assert "Newer words." not in words
    assert 'href="/status/"' in body
    assert submission.token not in body


def test_page_text_takes_neither_the_screens_ids_nor_its_headings(
    page: Page, moderator: User
) -> None:
    body = signed_in(moderator).get(address(make_submission(page))).content.decode()
    soup = BeautifulSoup(body, "html.parser")
    ids = [element["id"] for element in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    assert [heading.name for heading in soup.select("article h2, article h3")] == ["h3"]
    assert soup.select_one("article h3")["id"] == "read-content"  # type: ignore[index]


def test_the_status_it_has_is_said_and_not_offered(page: Page, moderator: User) -> None:
    response = signed_in(moderator).get(address(make_submission(page)))
    radios = BeautifulSoup(response.content, "html.parser").select("input[name=status]")
    assert [radio["value"] for radio in radios] == ["under_review", "actioned", "no_action", "spam"]


# Where it stands in the list


def place(client: Client, submission: Submission, filters: str = "") -> tuple[str, list[str]]:
    response = client.get(address(submission, filters))
    nav = BeautifulSoup(response.content, "html.parser").select_one(".app-place")
    assert nav is not None
    words = " ".join(nav.get_text(" ", strip=True).split())
    return words, [str(link["href"]) for link in nav.select("a")]


def test_screen_says_where_in_the_list_it_is_and_leads_on_without_deciding(
    page: Page, moderator: User
) -> None:
    make_submission(page, role="cg-data")
    third, second, first = (make_submission(page) for _ in range(3))
    client, filters = signed_in(moderator), "status=new&role=la-data"
    assert place(client, first, filters) == ("1 of 3 Next ›", [address(second, filters)])
    assert place(client, second, filters) == (
        "‹ Previous 2 of 3 Next ›",
        [address(first, filters), address(third, filters)],
    )
    assert place(client, third, filters) == ("‹ Previous 3 of 3", [address(second, filters)])
    oldest = f"{filters}&order=oldest"
    assert place(client, third, oldest) == ("1 of 3 Next ›", [address(second, oldest)])


def test_a_piece_that_has_left_the_list_keeps_its_neighbours(page: Page, moderator: User) -> None:
    older, here, newer = (make_submission(page) for _ in range(3))
    client = signed_in(moderator)
    client.post(address(here), decision())
    assert place(client, here) == (
        "‹ Previous Not on the list now Next ›",
        [address(newer, "status=new"), address(older, "status=new")],
    )


def test_place_in_a_long_list_is_not_counted_out(
    page: Page, moderator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (paginator, place_in_list):
        monkeypatch.setattr(module, "MOST_COUNTED", 2)
    pieces = [make_submission(page) for _ in range(4)]
    client = signed_in(moderator)
    assert place(client, pieces[3])[0] == "1 of more than 2 Next ›"
    assert place(client, pieces[0])[0] == "‹ Previous Beyond the first 2"


# Who sees what


@pytest.mark.parametrize(
    ("make", "sees"),
    [(make_moderator, True), (make_administrator, True), (make_analyst, False)],
)
def test_who_sees_contact_details(page: Page, make: Any, sees: bool) -> None:
    with_email = make_submission(page, email="reader@example.org")
    without = make_submission(page)
    client = signed_in(make())
    shown = text_of(client.get(address(with_email)))
    assert ("reader@example.org" in shown) is sees
    # Not even whether there are any.
    assert ("Email" in shown) is sees
    assert ("Email" in text_of(client.get(address(without)))) is sees


@pytest.mark.parametrize("number", ["0", "999999999", "99999999999999999999999"])
def test_screen_of_what_is_not_there(page: Page, moderator: User, number: str) -> None:
    client = signed_in(moderator)
    assert client.get(f"{LIST}{number}/change/").status_code == 404
    assert client.post(f"{LIST}{number}/change/", decision()).status_code == 404
