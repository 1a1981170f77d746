"""Menus and ways on, from one query."""

from collections.abc import Iterable

import pytest
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from pages.models import Page, PageStatus, ShownIn
from pages.navigation import SectionLink, SitePage, SiteTree, load_site_tree, site_tree_of
from tests.pages.factories import make_draft, make_page, make_site
from tests.pages.screens import soup

pytestmark = pytest.mark.django_db


def titles(pages: Iterable[SitePage | SectionLink]) -> list[str]:
    return [page.title for page in pages]


def title(page: SitePage | None) -> str | None:
    return page.title if page else None


@pytest.mark.parametrize("count", [1, 30])
def test_tree_takes_one_query_whatever_its_size(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    section = make_page("section")
    for number in range(count):
        make_page(f"page-{number}", parent=section)
    with django_assert_num_queries(1):
        tree = load_site_tree()
        assert len(tree.menu[0].children) == count
        tree.breadcrumbs("section/page-0")
        tree.section("section/page-0")
        tree.previous("section/page-0")
        tree.next_open_for_feedback("section/page-0")


def test_menu_and_footer() -> None:
    make_site()
    tree = load_site_tree()
    assert titles(tree.menu) == ["System", "Plans"]
    assert titles(tree.menu[0].children) == ["Status", "Value"]
    assert [page.url for page in tree.footer] == ["/privacy/"]


def test_menus_and_ways_on_use_the_shorter_title(client: Client) -> None:
    make_page("")
    long = make_page("system", title="How our whole system works", menu_title="The system")
    make_page("status", title="Status of the work", menu_title="Status", parent=long)
    screen = soup(client.get("/system/status/"))
    shown = "nav.app-menu a, nav.govuk-breadcrumbs a, nav.app-side--section a"
    assert [one.text for one in screen.select(shown)] == [
        "The system",
        "Home",
        "The system",
        "The system",
        "Status",
    ]
    assert screen.select_one("h1").text == "Status of the work"  # type: ignore[union-attr]
    (previous,) = screen.select("[rel=prev] .govuk-pagination__link-label")
    assert previous.text == "The system"


def test_order_is_by_position() -> None:
    make_page("first", position=7)
    make_page("second", position=3)
    assert titles(load_site_tree().menu) == ["Second", "First"]


def test_breadcrumbs_begin_at_home() -> None:
    make_site()
    tree = load_site_tree()
    assert titles(tree.breadcrumbs("system/status")) == ["Home", "System"]
    assert titles(tree.breadcrumbs("system")) == ["Home"]
    assert tree.breadcrumbs("") == []


def test_section_marks_where_the_reader_stands() -> None:
    make_site()
    section = load_site_tree().section("system/value")
    assert section is not None
    assert (section.title, section.is_current) == ("System", False)
    assert [(one.title, one.url, one.is_current) for one in section.children] == [
        ("Status", "/system/status/", False),
        ("Value", "/system/value/", True),
    ]


def test_section_opens_only_on_the_way_to_the_reader() -> None:
    top = make_page("top")
    for slug in ("here", "aside"):
        page = make_page(slug, parent=top)
        make_page("below", parent=make_page("child", parent=page))
    section = load_site_tree().section("top/here")
    assert section is not None
    here, aside = section.children
    assert [(one.url, one.children) for one in here.children] == [("/top/here/child/", ())]
    assert aside.children == ()


def test_page_that_stands_alone_has_no_section() -> None:
    make_site()
    tree = load_site_tree()
    assert [tree.section(path) for path in ("", "plans", "privacy", "unknown")] == [None] * 4


def test_reading_goes_from_home_through_the_menu() -> None:
    make_site()
    tree = load_site_tree()
    order, page = [], tree.home
    while page is not None:
        order.append(page.title)
        page = tree.next(page.path)
    assert order == ["Home", "System", "Status", "Value", "Plans"]
    back = [title(tree.previous(path)) for path in ("plans", "system/status", "")]
    assert back == ["Value", "System", None]


def test_page_outside_the_menu_has_no_neighbours() -> None:
    make_site()
    tree = load_site_tree()
    assert (tree.previous("privacy"), tree.next("privacy")) == (None, None)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("system", "Status"),
        ("system/status", "Plans"),
        ("plans", "Home"),
        ("privacy", "Home"),
    ],
)
def test_next_to_comment_on_is_open_and_begins_again_at_the_end(path: str, expected: str) -> None:
    make_site()
    assert title(load_site_tree().next_open_for_feedback(path)) == expected


def test_only_open_page_leads_nowhere_else() -> None:
    make_page("status")
    assert load_site_tree().next_open_for_feedback("status") is None


@pytest.mark.parametrize("status", [PageStatus.DRAFT, PageStatus.ARCHIVED])
def test_what_is_below_a_page_that_is_not_published_is_hidden(status: PageStatus) -> None:
    make_site()
    Page.objects.filter(path="system").update(status=status)
    tree = load_site_tree()
    assert [page.path for page in tree.pages] == ["", "plans", "privacy"]
    assert "system/status" not in tree


def test_drafts_are_hidden() -> None:
    make_draft("secret")
    assert load_site_tree().pages == []


def test_empty_site_has_no_home() -> None:
    tree = load_site_tree()
    assert (tree.home, tree.menu, tree.footer, tree.breadcrumbs("x")) == (None, [], [], [])


def test_request_keeps_one_tree(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_site()
    request = RequestFactory().get("/")
    with django_assert_num_queries(1):
        assert site_tree_of(request) is site_tree_of(request)
    assert site_tree_of(RequestFactory().get("/")) is not site_tree_of(request)


@pytest.mark.parametrize("address", ["/system/", "/search/?q=words", "/unknown/"])
def test_tree_is_loaded_once_for_a_whole_answer(
    client: Client, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    make_site()
    loaded: list[int] = []

    def counted() -> SiteTree:
        loaded.append(1)
        return load_site_tree()

    monkeypatch.setattr("pages.navigation.load_site_tree", counted)
    client.get(address)
    assert len(loaded) == 1


def test_reading_goes_down_a_deep_tree_and_up_again_past_what_is_hidden() -> None:
    make_page("")
    one = make_page("one")
    two = make_page("two", parent=one)
    three = make_page("three", parent=two)
    make_page("four", parent=three)
    hidden = make_draft("hidden", parent=two)
    make_page("below-hidden", parent=hidden)
    unlisted = make_page("unlisted", parent=one, shown_in=ShownIn.NOWHERE)
    make_page("below-unlisted", parent=unlisted)
    make_page("foot", parent=one, shown_in=ShownIn.FOOTER)
    make_page("last", parent=one)
    make_page("after")
    tree = load_site_tree()
    order, page = [], tree.home
    while page is not None:
        order.append(page.title)
        page = tree.next(page.path)
    assert order == ["Home", "One", "Two", "Three", "Four", "Last", "After"]
    assert titles(filter(None, [tree.previous("one/last"), tree.previous("after")])) == [
        "Four",
        "Last",
    ]
    assert [tree.next(path) for path in ("one/foot", "one/unlisted", "one/two/hidden")] == [
        None
    ] * 3
