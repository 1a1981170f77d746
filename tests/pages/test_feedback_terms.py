"""Where feedback on a page stands: who says so, and what the clock makes of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from pages.feedback_terms.inheriting import Standing, Terms, terms_for, terms_inherited
from pages.models import FeedbackState, Page, PageStatus, SiteFeedback
from pages.navigation import load_site_tree
from tests.pages.factories import make_draft, make_page

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SOON, EARLIER = NOW + timedelta(days=1), NOW - timedelta(days=1)


@pytest.fixture(autouse=True)
def noon() -> Any:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def say(page: Page, **said: Any) -> None:
    Page.objects.filter(pk=page.pk).update(**said)


def say_for_site(**said: Any) -> None:
    SiteFeedback.objects.update(**said)


def terms(path: str) -> Terms:
    page = load_site_tree().find(path)
    assert page is not None
    return page.terms


@pytest.mark.parametrize(
    ("state", "opens_at", "closes_at", "expected"),
    [
        ("open", None, None, Standing.OPEN),
        ("open", NOW, None, Standing.OPEN),
        ("open", SOON, None, Standing.NOT_YET),
        ("open", None, SOON, Standing.OPEN),
        ("open", EARLIER, NOW, Standing.CLOSED),
        ("open", EARLIER, NOW + timedelta(microseconds=1), Standing.OPEN),
        ("closed", None, None, Standing.CLOSED),
        ("closed", None, SOON, Standing.CLOSED),
        ("closed", SOON, None, Standing.CLOSED),
        ("never", EARLIER, SOON, Standing.NEVER),
    ],
)
def test_the_clock_decides_what_open_means(
    state: str, opens_at: datetime | None, closes_at: datetime | None, expected: Standing
) -> None:
    page = make_page("status", feedback=state)
    say(page, feedback_opens_at=opens_at, feedback_closes_at=closes_at)
    assert terms("status").standing is expected


def test_nothing_but_time_has_to_pass(noon: Any) -> None:
    say(make_page("status", feedback="open"), feedback_opens_at=SOON)
    assert terms("status").standing is Standing.NOT_YET
    noon.move_to(SOON)
    assert terms("status").standing is Standing.OPEN


def test_nearest_place_that_says_something_says_all_of_it() -> None:
    section = make_page("system", title="System")
    middle = make_page("middle", parent=section)
    make_page("status", parent=middle)
    say_for_site(feedback_introduction="From the site", feedback_afterwards="Site afterwards")
    assert terms("system/middle/status") == Terms(
        Standing.OPEN, introduction="From the site", afterwards="Site afterwards"
    )

    say(section, feedback="open", feedback_introduction="From the section")
    assert terms("system/middle/status") == Terms(
        Standing.OPEN, introduction="From the section", said_by_pk=section.pk, said_by="System"
    )

    say(middle, feedback="closed", feedback_introduction="Ignored while open")
    assert terms("system/middle/status").said_by_pk == middle.pk
    assert terms("system").said_by_pk == section.pk


def test_words_of_a_page_that_inherits_are_not_shown() -> None:
    say(make_page("status"), feedback_introduction="Mine", feedback_closes_at=EARLIER)
    assert terms("status") == Terms(Standing.OPEN)


def test_home_takes_what_the_site_says() -> None:
    make_page("")
    say_for_site(feedback=FeedbackState.CLOSED, feedback_closes_at=EARLIER)
    assert terms("") == Terms(Standing.CLOSED, closes_at=EARLIER)


def test_what_home_says_is_for_home_alone() -> None:
    make_page("", feedback=FeedbackState.NEVER)
    make_page("status")
    assert terms("status") == Terms(Standing.OPEN)


def test_a_site_without_its_row_is_open() -> None:
    make_page("status")
    SiteFeedback.objects.all().delete()
    assert terms("status") == Terms(Standing.OPEN)


def test_tree_brings_the_terms_in_its_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    section = make_page("section")
    for number in range(5):
        make_page(f"page-{number}", parent=section)
    with django_assert_num_queries(1):
        assert [page.terms for page in load_site_tree().pages] == [Terms(Standing.OPEN)] * 6


@pytest.mark.parametrize("status", [PageStatus.DRAFT, PageStatus.ARCHIVED])
def test_a_page_readers_cannot_see_inherits_the_same_way(status: PageStatus) -> None:
    section = make_draft("system", title="System", feedback=FeedbackState.CLOSED)
    page = make_draft("status", parent=section)
    Page.objects.filter(pk=section.pk).update(status=status)
    assert terms_for(page) == Terms(Standing.CLOSED, said_by_pk=section.pk, said_by="System")
    assert terms_inherited(None) == Terms(Standing.OPEN)


def test_a_draft_that_speaks_for_itself_is_asked_first() -> None:
    page = make_draft("status", feedback=FeedbackState.NEVER)
    assert terms_for(page) == Terms(Standing.NEVER, said_by_pk=page.pk, said_by="Status")


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        (Terms(Standing.OPEN), "open"),
        (
            Terms(Standing.OPEN, closes_at=datetime(2027, 1, 31, 17, tzinfo=UTC)),
            "open until 5pm on 31 January 2027",
        ),
        # An hour ahead in summer: 23:00 in UTC is the end of that day in London.
        (
            Terms(Standing.OPEN, closes_at=datetime(2027, 7, 31, 23, tzinfo=UTC)),
            "open until the end of 31 July 2027",
        ),
        (
            Terms(Standing.OPEN, closes_at=datetime(2027, 7, 31, 11, 30, tzinfo=UTC)),
            "open until 12:30pm on 31 July 2027",
        ),
        (
            Terms(Standing.OPEN, closes_at=datetime(2027, 1, 31, 12, tzinfo=UTC)),
            "open until midday on 31 January 2027",
        ),
        (
            Terms(
                Standing.NOT_YET,
                opens_at=datetime(2027, 6, 1, 8, tzinfo=UTC),
                closes_at=datetime(2027, 7, 1, 8, tzinfo=UTC),
            ),
            "to open at 9am on 1 June 2027, until 9am on 1 July 2027",
        ),
        (
            Terms(Standing.NOT_YET, opens_at=datetime(2027, 5, 31, 23, tzinfo=UTC)),
            "to open on 1 June 2027",
        ),
        (Terms(Standing.CLOSED), "closed"),
        (
            Terms(Standing.CLOSED, closes_at=datetime(2026, 7, 31, 23, tzinfo=UTC)),
            "closed since 31 July 2026",
        ),
        (Terms(Standing.NEVER), "never asked for"),
    ],
)
def test_terms_in_words(terms: Terms, words: str) -> None:
    assert terms.in_words == words
