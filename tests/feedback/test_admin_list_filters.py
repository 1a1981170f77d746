"""What narrows the list of feedback: filters, search, and what is neither."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils import timezone

from feedback.admin.filters import FilterForm
from pages.models import Page
from tests.feedback.factories import make_analyst, make_page, make_submission, signed_in
from tests.feedback.screens import LIST, listed, summaries

pytestmark = pytest.mark.django_db


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


def test_filters_in_the_log_hold_no_search_words() -> None:
    filters = FilterForm(QueryDict("q=secret+words&status=all&received_from=2026-06-01"))
    assert filters.for_log == {"status": "all", "received_from": "2026-06-01", "search": True}


def test_log_of_a_search_by_reference_says_that_and_no_filter_it_passed_over() -> None:
    reference = make_submission(make_page()).reference
    filters = FilterForm(QueryDict(f"q={reference}&status=spam"))
    assert filters.rows().count() == 1
    assert filters.for_log == {"reference": True}


def test_log_names_the_status_the_list_opens_on() -> None:
    assert FilterForm(QueryDict("")).for_log == {"status": "new"}
