"""A page's address follows its place in the tree, until readers know it."""

import pytest
from django.core.exceptions import ValidationError

from pages.models import Page
from pages.moving import move_page
from pages.publishing import create_page
from tests.pages.factories import make_draft, make_page

pytestmark = pytest.mark.django_db


def paths() -> list[str]:
    return sorted(Page.objects.values_list("path", flat=True))


def test_page_takes_everything_below_it_along() -> None:
    plans = make_draft("plans")
    year = make_draft("year", parent=plans)
    make_draft("month", parent=year)
    archive = make_draft("archive")
    move_page(page=plans, parent=archive, slug="old-plans")
    assert paths() == [
        "archive",
        "archive/old-plans",
        "archive/old-plans/year",
        "archive/old-plans/year/month",
    ]


def test_page_whose_name_only_begins_the_same_stays() -> None:
    plans = make_draft("plans")
    make_draft("plans-for-next-year")
    move_page(page=plans, parent=None, slug="ideas")
    assert paths() == ["ideas", "plans-for-next-year"]


@pytest.mark.parametrize(
    ("slug", "reason"),
    [
        ("admin", "belongs to the site"),
        ("status", "already a page at /status/"),
        ("Status", "Use lower-case letters"),
        ("a--b", "Use lower-case letters"),
        ("x" * 501, "longer than 500 characters"),
    ],
)
def test_address_is_refused_with_the_reason(slug: str, reason: str) -> None:
    make_page("status")
    page = make_draft("plans")
    with pytest.raises(ValidationError, match=reason):
        move_page(page=page, parent=None, slug=slug)
    with pytest.raises(ValidationError, match=reason):
        create_page(slug=slug)
    assert paths() == ["plans", "status"]


def test_page_is_not_moved_below_itself() -> None:
    plans = make_draft("plans")
    year = make_draft("year", parent=plans)
    for parent in (plans, year):
        with pytest.raises(ValidationError, match="below itself"):
            move_page(page=plans, parent=parent, slug="plans")


def test_published_address_stays() -> None:
    page = make_page("plans")
    with pytest.raises(ValidationError, match="has been published"):
        move_page(page=page, parent=None, slug="ideas")


def test_address_above_a_published_page_stays() -> None:
    plans = make_draft("plans")
    make_page("year", parent=plans)
    with pytest.raises(ValidationError, match="or one below it, has been published"):
        move_page(page=plans, parent=None, slug="ideas")


def test_home_stays_and_is_alone() -> None:
    home = make_draft("")
    with pytest.raises(ValidationError):
        move_page(page=home, parent=None, slug="home")
    with pytest.raises(ValidationError, match="already a page"):
        create_page(slug="")


def test_new_page_comes_last_in_its_section() -> None:
    assert [create_page(slug=slug).position for slug in ("a", "b")] == [0, 1]
