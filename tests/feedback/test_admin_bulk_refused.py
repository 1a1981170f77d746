"""A status for many at once: what is refused, and to whom."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from feedback.admin import submission_bulk
from pages.models import Page
from tests.feedback.factories import (
    make_administrator,
    make_analyst,
    make_editor,
    make_moderator,
    make_staff_without_rights,
    make_submission,
    signed_in,
)
from tests.feedback.screens import BULK, confirmed, messages_of, statuses

pytestmark = pytest.mark.django_db


def test_everything_has_a_limit_that_is_said(
    page: Page, moderator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(submission_bulk, "MOST_AT_ONCE", 2)
    for _ in range(3):
        make_submission(page)
    client = signed_in(moderator)
    response = client.post(BULK, {"everything": "1"})
    (message,) = messages_of(client, response)
    assert message.startswith("At most 2 can be changed at once.")


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"chosen": ["", "abc", "1", "-", "1-", "-1", "1-x", "1" * 40 + "-1", "１-１"]},
        {"confirm": "1", "seen": "", "status": "spam"},
        {"confirm": "1", "seen": "1;2", "status": "spam"},
        {"confirm": "1", "seen": "1-1 " * 40_000, "status": "spam"},
    ],
)
def test_garbage_changes_nothing_and_says_so(
    page: Page, moderator: User, sent: dict[str, Any]
) -> None:
    make_submission(page)
    client = signed_in(moderator)
    response = client.post(BULK, sent)
    assert messages_of(client, response) == [
        "Nothing is selected. Tick the pieces to change, then try again."
    ]
    assert statuses() == ["new"]


@pytest.mark.parametrize("action", [{"everything": "1"}, {"confirm": "1"}])
def test_filters_that_make_no_sense_change_nothing_and_say_so(
    page: Page, moderator: User, action: dict[str, str]
) -> None:
    submission = make_submission(page)
    client = signed_in(moderator)
    response = client.post(f"{BULK}?role=nonsense", confirmed(submission) | action)
    assert "Nothing was changed. Role: choose one from the list." in messages_of(client, response)
    assert statuses() == ["new"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"status": ""}, "Select a status"),
        ({"status": "x"}, "Select a status from the list"),
        ({"note": "x" * 2001}, "Note must be 2,000 characters or fewer"),
    ],
)
def test_confirm_says_what_is_wrong(
    page: Page, moderator: User, changes: dict[str, str], message: str
) -> None:
    submission = make_submission(page)
    response = signed_in(moderator).post(BULK, confirmed(submission, **changes))
    assert response.status_code == 422
    assert message in response.content.decode()
    assert "<title>Error: " in response.content.decode()
    assert statuses() == ["new"]


@pytest.mark.parametrize(
    ("make", "status"),
    [
        (make_editor, 403),
        (make_staff_without_rights, 403),
        (make_analyst, 403),
        (make_moderator, 302),
        (make_administrator, 302),
    ],
)
def test_who_may_change_many(page: Page, make: Any, status: int) -> None:
    submission = make_submission(page)
    client = signed_in(make())
    assert client.post(BULK, confirmed(submission)).status_code == status
    assert statuses() == ["no_action" if status == 302 else "new"]


def test_a_visitor_is_sent_to_sign_in(client: Client, page: Page) -> None:
    response = client.post(BULK, confirmed(make_submission(page)))
    assert response["Location"].startswith("/admin/login/")
    assert statuses() == ["new"]


def test_nothing_changes_by_only_looking(moderator: User) -> None:
    assert signed_in(moderator).get(BULK).status_code == 405
