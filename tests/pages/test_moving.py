"""A page's address follows its place in the tree, and so do those of the pages below it."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pages.lifecycle.publishing import create_page
from pages.models import Page
from pages.moving import move_page
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


def test_home_stays_and_is_alone() -> None:
    home = make_draft("")
    for slug in ("home", ""):
        with pytest.raises(ValidationError, match="home page stays"):
            move_page(page=home, parent=None, slug=slug)
    with pytest.raises(ValidationError, match="Enter the last part"):
        move_page(page=make_draft("plans"), parent=None, slug="")
    with pytest.raises(ValidationError, match="already a page"):
        create_page(slug="")


def test_new_page_comes_last_in_its_section() -> None:
    assert [create_page(slug=slug).position for slug in ("a", "b")] == [0, 1]


def test_address_of_a_page_below_may_not_become_too_long() -> None:
    section = make_draft("s" * 100)
    for name in "tuvw":
        section = make_draft(name * 99, parent=section)
    page = make_draft("page")
    make_draft("x" * 100, parent=page)
    with pytest.raises(ValidationError, match="or of one below it, would be longer"):
        move_page(page=page, parent=section.parent, slug="page")
    assert "page" in paths()


# The order within a section


def order(parent: Page | None = None) -> list[tuple[str, int]]:
    rows = Page.objects.filter(parent=parent).exclude(path="").order_by("position", "pk")
    return list(rows.values_list("slug", "position"))


@pytest.fixture
def section() -> Page:
    """Three pages, numbered as people once did."""
    section = make_draft("section")
    for slug, position in [("a", 3), ("b", 3), ("c", 70)]:
        make_draft(slug, parent=section, position=position)
    return section


@pytest.mark.parametrize(
    ("place", "expected"),
    [({"position": 0}, "cab"), ({"position": 1}, "acb"), ({"position": 99}, "abc"), ({}, "abc")],
)
def test_page_takes_its_place_among_its_neighbours(
    section: Page, place: dict[str, Any], expected: str
) -> None:
    page = Page.objects.get(slug="c")
    moved = move_page(page=page, parent=section, slug="c", **place)
    assert order(section) == [(slug, number) for number, slug in enumerate(expected)]
    assert moved.position == expected.index("c")


def test_page_comes_after_the_neighbour_named(section: Page) -> None:
    a, b = (Page.objects.get(slug=slug) for slug in "ab")
    move_page(page=a, parent=section, slug="a", after=b)
    assert order(section) == [("b", 0), ("a", 1), ("c", 2)]


def test_page_comes_last_in_a_section_new_to_it(section: Page) -> None:
    page = make_draft("d", position=0)
    moved = move_page(page=page, parent=section, slug="d")
    assert (moved.position, moved.path) == (3, "section/d")
    assert order(section)[-1] == ("d", 3)


def test_neighbour_that_has_left_the_section_is_named(section: Page) -> None:
    page, gone = make_draft("d"), Page.objects.get(slug="b")
    move_page(page=gone, parent=None, slug="b")
    with pytest.raises(ValidationError, match="“B” is no longer in that section"):
        move_page(page=page, parent=section, slug="d", after=gone)


def test_home_comes_before_all(section: Page) -> None:
    home = make_draft("")
    page = make_draft("plans")
    move_page(page=page, parent=None, slug="plans", position=0)
    home.refresh_from_db()
    assert order() == [("plans", 1), ("section", 2)]
