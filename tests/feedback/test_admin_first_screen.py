"""What staff see first, and what is the same on every screen of theirs."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client

from pages.models import Page
from tests.feedback.factories import make_administrator, make_editor, make_submission, signed_in
from tests.feedback.screens import LIST

pytestmark = pytest.mark.django_db


# The first screen


@pytest.mark.parametrize(
    ("waiting", "words"),
    [
        (0, "Feedback: none awaits triage"),
        (1, "Feedback: 1 awaits triage"),
        (3, "Feedback: 3 await triage"),
    ],
)
def test_first_screen_says_how_much_awaits_triage(
    page: Page, moderator: User, waiting: int, words: str
) -> None:
    for _ in range(waiting):
        make_submission(page)
    screen = BeautifulSoup(signed_in(moderator).get("/admin/").content, "html.parser")
    (link,) = screen.select(".app-awaiting a")
    assert (link.get_text(), link["href"]) == (words, LIST)
    assert screen.select("#content-main .module caption")[0].get_text(strip=True) == "Feedback"
    assert screen.select("#content-main .module th a")[0].get_text(strip=True) == "Feedback"


def test_first_screen_says_it_only_to_those_who_may_see_feedback(page: Page) -> None:
    make_submission(page)
    assert "triage" not in signed_in(make_editor()).get("/admin/").content.decode()


def test_first_screen_speaks_british_and_offers_only_what_does_something() -> None:
    body = signed_in(make_administrator()).get("/admin/").content.decode()
    assert "Staff accounts" in body
    assert "uthoriz" not in body
    assert "Themes" not in body


@pytest.mark.parametrize("address", ["pages/page/", "feedback/role/", "auth/user/"])
def test_breadcrumbs_say_each_thing_once(address: str) -> None:
    response = signed_in(make_administrator()).get(f"/admin/{address}")
    crumbs = BeautifulSoup(response.content, "html.parser").select_one(".breadcrumbs")
    assert crumbs is not None
    words = crumbs.get_text(strip=True).split("›")
    assert len(words) == 2


def test_dates_are_written_out(page: Page) -> None:
    administrator = make_administrator(
        last_login=datetime(2026, 11, 3, 14, 5, tzinfo=ZoneInfo("Europe/London"))
    )
    client = Client()
    client.force_login(make_administrator("other"))
    response = client.get(f"/admin/auth/user/{administrator.pk}/change/")
    assert "3 November 2026, 14:05" in response.content.decode()
