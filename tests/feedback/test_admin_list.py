"""The staff's list of feedback: what it opens on, what narrows it, who may see it."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from feedback.admin import paginator
from feedback.models import Submission, TriageStatus
from feedback.triage import change_status
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
from tests.feedback.screens import LIST, listed, summaries

pytestmark = pytest.mark.django_db


# What it opens on


def test_list_opens_on_what_awaits_triage(page: Page, moderator: User) -> None:
    make_submission(page, summary="Awaiting")
    done = make_submission(page, summary="Decided")
    change_status(
        submission_id=done.pk, to=TriageStatus.ACTIONED, by=moderator, note="", seen_version=1
    )

    assert listed(moderator) == ["Awaiting"]
    assert listed(moderator, "?status=actioned") == ["Decided"]
    assert listed(moderator, "?status=all") == ["Decided", "Awaiting"]


def test_list_shows_what_decides(page: Page, moderator: User) -> None:
    make_submission(
        page,
        organisation_as_typed="Rutland County Council",
        received_at=timezone.now() - timedelta(days=3),
        suspected_spam=True,
    )
    response = signed_in(moderator).get(LIST)

    (row,) = BeautifulSoup(response.content, "html.parser").select("tbody tr")
    words = " ".join(row.get_text(" ").split())
    assert words == (
        f"Tick {Submission.objects.get().reference} Not enough about small teams Status "
        "I’m unsure about this Local authority data professional Rutland 3 days ago New "
        "Suspected spam"
    )
    assert "no-store" in response["Cache-Control"]


def test_list_says_when_an_organisation_is_only_as_typed(page: Page, moderator: User) -> None:
    make_submission(page, organisation_as_typed="Somewhere Ltd")
    assert "(as typed)" in signed_in(moderator).get(LIST).content.decode()


def test_list_escapes_and_isolates_what_people_wrote(page: Page, moderator: User) -> None:
    make_submission(page, summary="<script>alert(1)</script>\u202egnp.exe")
    body = signed_in(moderator).get(LIST).content.decode()
    assert "<script>alert" not in body
    assert "<bdi>&lt;script&gt;alert(1)&lt;/script&gt;\u202egnp.exe</bdi>" in body


def test_list_shows_no_contact_details(page: Page) -> None:
    make_submission(page, email="reader@example.org")
    for user in [make_moderator(), make_administrator()]:
        assert "reader@example.org" not in signed_in(user).get(LIST).content.decode()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "New feedback will be here"),
        ("?status=all", "Feedback that readers send"),
        ("?q=nothing", "No feedback matches"),
    ],
)
def test_empty_list_says_what_will_be_here(moderator: User, query: str, words: str) -> None:
    assert words in signed_in(moderator).get(f"{LIST}{query}").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_list_needs_the_same_queries_however_long(page: Page, moderator: User, rows: int) -> None:
    for number in range(rows):
        make_submission(page, summary=f"Number {number}", organisation_as_typed="Rutland")
    client = signed_in(moderator)

    with CaptureQueriesContext(connection) as queries:
        client.get(f"{LIST}?q=number&role=la-data&region=East+Midlands")

    assert len(queries) == 11, [query["sql"][:80] for query in queries]


def test_each_cell_of_a_row_names_its_column(page: Page, moderator: User) -> None:
    make_submission(page)
    soup = BeautifulSoup(signed_in(moderator).get(LIST).content, "html.parser")
    columns = [column.get_text() for column in soup.select("thead th")]
    labels = [cell.get("data-label") for cell in soup.select("tbody td[data-label]")]
    assert labels == columns[2:]


# How much of it


def test_list_has_fifty_rows_a_page_and_links_that_keep_the_filters(
    page: Page, moderator: User
) -> None:
    for number in range(51):
        make_submission(page, summary=f"Number {number}")
    response = signed_in(moderator).get(f"{LIST}?role=la-data")
    links = BeautifulSoup(response.content, "html.parser").select("nav.app-pages a[rel=next]")
    assert len(summaries(response)) == 50
    assert [link["href"] for link in links] == [f"{LIST}?status=new&role=la-data&p=2"]
    assert len(listed(moderator, "?role=la-data&p=2")) == 1


def test_list_counts_no_further_than_it_must(
    page: Page, moderator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paginator, "MOST_COUNTED", 2)
    client = signed_in(moderator)
    for _ in range(2):
        make_submission(page)
    assert "2 pieces of feedback" in client.get(LIST).content.decode()

    make_submission(page)
    with CaptureQueriesContext(connection) as queries:
        body = client.get(LIST).content.decode()

    assert "more than 2 pieces of feedback" in body
    counts = [query["sql"] for query in queries if "COUNT(" in query["sql"]]
    assert len(counts) == 1
    assert "LIMIT 3" in counts[0]


# Who may


@pytest.mark.parametrize(
    ("make", "status"),
    [
        (make_editor, 403),
        (make_staff_without_rights, 403),
        (make_moderator, 200),
        (make_analyst, 200),
        (make_administrator, 200),
    ],
)
def test_who_may_see_the_list(page: Page, make: Any, status: int) -> None:
    make_submission(page, summary="Only for some")
    response = signed_in(make()).get(LIST)
    assert response.status_code == status
    assert ("Only for some" in response.content.decode()) is (status == 200)


def test_a_visitor_is_sent_to_sign_in(client: Client, page: Page) -> None:
    response = client.get(LIST)
    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")


def test_list_is_only_read(page: Page, moderator: User) -> None:
    assert signed_in(moderator).post(LIST, {"action": "delete_selected"}).status_code == 405


@pytest.mark.parametrize(
    "address", ["add/", "{pk}/delete/", "{pk}/history/", "{pk}/", "export-all/"]
)
def test_no_stock_screen_can_add_delete_or_reword(page: Page, address: str) -> None:
    submission = make_submission(page)
    boss = User.objects.create_superuser("boss")
    path = f"{LIST}{address.format(pk=submission.pk)}"
    assert signed_in(boss).post(path, {"post": "yes"}).status_code == 404
    assert Submission.objects.count() == 1


def test_an_analyst_is_offered_no_decision(page: Page) -> None:
    make_submission(page)
    body = signed_in(make_analyst()).get(LIST).content.decode()
    assert "Change status" not in body
    assert ">Export<" in body


def test_a_moderator_is_offered_no_export(page: Page, moderator: User) -> None:
    make_submission(page)
    body = signed_in(moderator).get(LIST).content.decode()
    assert "Change status" in body
    assert ">Export<" not in body
