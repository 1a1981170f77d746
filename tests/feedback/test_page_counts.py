"""How much feedback there is, beside each page of the staff's tree."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from pages.models import Page
from tests.feedback.factories import (
    make_administrator,
    make_editor,
    make_moderator,
    make_page,
    make_submission,
    signed_in,
)
from tests.pages.screens import soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def discussed() -> Page:
    page = make_page("discussed")
    make_page("quiet")
    make_submission(page)
    make_submission(page)
    decided: dict[str, Any] = {"triaged_by": make_administrator("a")}
    decided["triaged_at"] = "2031-01-01T00:00Z"
    make_submission(page, triage_status="spam", **decided)
    return page


def counts(user: User) -> list[tuple[str, str]]:
    screen = soup(signed_in(user).get("/admin/pages/page/"))
    return [(one.text, str(one["href"])) for one in screen.select('a[href*="submission"]')]


def test_those_who_may_read_feedback_see_how_much_there_is(discussed: Page) -> None:
    listed = "/admin/feedback/submission/"
    assert counts(make_moderator()) == [
        ("3 pieces of feedback", f"{listed}?status=all&page={discussed.pk}"),
        ("2 awaiting triage", f"{listed}?page={discussed.pk}"),
    ]


def test_others_do_not(discussed: Page) -> None:
    assert counts(make_editor()) == []


def test_links_lead_to_as_many(discussed: Page) -> None:
    client = signed_in(make_moderator())
    for text, href in counts(make_moderator("may")):
        listed = soup(client.get(href)).select(".app-bar__count")[0].text
        assert listed.split()[0] == text.split()[0]
