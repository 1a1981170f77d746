"""The staff's list of feedback: what it opens on, what narrows it, who may see it."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from feedback.admin import paginator
from feedback.admin.filters import FilterForm
from feedback.models import Submission, TriageStatus
from feedback.triage import change_status
from pages.models import Page
from tests.feedback.factories import (
    make_administrator,
    make_analyst,
    make_editor,
    make_moderator,
    make_page,
    make_staff_without_rights,
    make_submission,
    signed_in,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/feedback/submission/"


@pytest.fixture
def page() -> Page:
    return make_page(title="Status", slug="status")


@pytest.fixture
def moderator() -> User:
    return make_moderator()


def summaries(response: Any) -> list[str]:
    rows = BeautifulSoup(response.content, "html.parser").select("tbody th a")
    return [row.get_text() for row in rows]


def listed(user: User, query: str = "") -> list[str]:
    response = signed_in(user).get(f"{LIST}{query}")
    assert response.status_code == 200
    return summaries(response)


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


# What narrows it


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?sentiment=enthusiastic", ["Two"]),
        ("?sentiment=_none", ["Three"]),
        ("?role=supplier-partner", ["Two"]),
        ("?sector=local-government", ["Three", "One"]),
        ("?organisation=rutland", ["One"]),
        ("?organisation=_unmatched", ["Two"]),
        ("?region=East+Midlands", ["One"]),
        ("?region=London", []),
        ("?suspected=spam", ["Two"]),
        ("?suspected=personal-data", ["Three"]),
        ("?suspected=none", ["One"]),
        ("?received=today", ["Three"]),
        ("?received=7-days", ["Three", "Two"]),
        ("?received=30-days", ["Three", "Two"]),
        ("?order=oldest", ["One", "Two", "Three"]),
        ("?role=supplier-partner&sentiment=unsure", []),
    ],
)
def test_list_is_narrowed(page: Page, moderator: User, query: str, expected: list[str]) -> None:
    now = timezone.now()
    make_submission(
        page,
        summary="One",
        organisation_as_typed="Rutland",
        received_at=now - timedelta(days=40),
    )
    make_submission(
        page,
        summary="Two",
        sentiment="enthusiastic",
        role="supplier-partner",
        organisation_as_typed="Somewhere Ltd",
        suspected_spam=True,
        received_at=now - timedelta(days=5),
    )
    make_submission(page, summary="Three", sentiment=None, suspected_personal_data=True)

    assert listed(moderator, query) == expected


def test_list_is_narrowed_by_page(page: Page, moderator: User) -> None:
    other = make_page(title="Value", slug="value")
    make_submission(page, summary="On status")
    make_submission(other, summary="On value")
    assert listed(moderator, f"?page={other.pk}") == ["On value"]


def test_list_is_narrowed_by_days_both_included(page: Page, moderator: User) -> None:
    for day in (1, 2, 3):
        moment = timezone.make_aware(datetime(2026, 6, day, 23, 30))  # noqa: DTZ001 - made so here
        make_submission(page, summary=f"Day {day}", received_at=moment)
    assert listed(moderator, "?received_from=2026-06-02&received_to=2026-06-02") == ["Day 2"]


def test_search_finds_words_in_summary_and_details(page: Page, moderator: User) -> None:
    make_submission(page, summary="About funding")
    make_submission(page, summary="Something else", details="We were never funded.")
    make_submission(page, summary="Unrelated")
    assert listed(moderator, "?q=funds") == ["Something else", "About funding"]
    assert listed(moderator, '?q="never+funded"') == ["Something else"]
    assert listed(moderator, "?q=funding+-never") == ["About funding"]


def test_search_finds_a_reference_in_any_case_whatever_the_filters(
    page: Page, moderator: User
) -> None:
    wanted = make_submission(page, summary="This one")
    make_submission(page, summary="Another")
    typed = wanted.reference.lower()
    assert listed(moderator, f"?q={typed}&status=spam") == ["This one"]
    assert listed(moderator, f"?q=+{typed.replace('-', '')}+") == ["This one"]


def test_search_for_a_common_word_misses_nothing(
    page: Page, moderator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedback.admin.searching._RARE", 1)
    make_submission(page, summary="Funding one")
    make_submission(page, summary="Funding two")
    make_submission(page, summary="Funding three", role="cg-data")
    assert listed(moderator, "?q=funding&role=cg-data") == ["Funding three"]


GARBAGE = [
    "?status=nonsense",
    "?page=abc",
    "?page=99999999999999999999999999",
    "?role=%27%3B+DROP+TABLE",
    "?organisation=nowhere",
    "?received_from=2026-02-31",
    "?received_from=0001-01-01&received_to=9999-12-31",
    "?received=ever",
    "?order=sideways",
    "?p=0",
    "?p=-1",
    "?p=last",
    "?p=99999999999999999999",
    "?q=%26%7C!()%3A*%3C-%3E%27%5C",
    "?q=" + "x" * 5000,
    "?q=%ED%A0%80",
    "?q=%22",
    "?q=" + "%22%20-" * 40,
    "?token__startswith=a",
    "?contact_details__email__contains=a",
    "?triaged_by__password__startswith=a",
    "?triage_status__exact=all",
    "?o=1.2.3&all=&e=1&_facets=x",
]


@pytest.mark.parametrize("query", GARBAGE)
def test_list_survives_garbage(page: Page, moderator: User, query: str) -> None:
    make_submission(page)
    assert signed_in(moderator).get(f"{LIST}{query}").status_code == 200


@pytest.mark.parametrize("name", ["q", "status", "page", "status__exact", "role", "p", "other"])
def test_list_refuses_nul(page: Page, moderator: User, name: str) -> None:
    assert signed_in(moderator).get(f"{LIST}?{name}=%00").status_code == 400


def test_a_filter_that_makes_no_sense_is_named_and_not_in_force(
    page: Page, moderator: User
) -> None:
    make_submission(page, summary="Here")
    response = signed_in(moderator).get(f"{LIST}?role=nonsense")
    assert "Role: choose one from the list" in response.content.decode()
    assert summaries(response) == ["Here"]


def test_no_field_of_the_table_can_be_asked_for_in_the_address(page: Page) -> None:
    make_submission(page, email="reader@example.org")
    user = make_analyst()
    assert listed(user, "?contact_details__email=other@example.org") == listed(user)


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


def test_filters_in_the_log_hold_no_search_words() -> None:
    from django.http import QueryDict

    filters = FilterForm(QueryDict("q=secret+words&status=all&received_from=2026-06-01"))
    assert filters.for_log == {"status": "all", "received_from": "2026-06-01", "search": True}
