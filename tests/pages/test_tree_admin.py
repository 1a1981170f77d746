"""The tree of pages, as staff see it."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import Tag
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from pages.lifecycle.publishing import save_draft
from pages.lifecycle.scheduling import schedule_publication
from pages.lifecycle.withdrawing import archive, withdraw
from pages.models import Page, PageRevision, PageStatus
from tests.pages.factories import make_draft, make_page, make_site, make_staff, newest
from tests.pages.screens import soup

pytestmark = pytest.mark.django_db

LIST = "/admin/pages/page/"


def rows(client: Client, query: str = "") -> dict[str, Tag]:
    screen = soup(client.get(f"{LIST}{query}"))
    return {row.select(".app-tree__title")[0].text: row for row in screen.select(".app-tree__row")}


def facts(row: Tag) -> list[str]:
    return [" ".join(one.text.split()) for one in row.select(".app-tree__facts > span")]


def test_tree_is_in_reading_order_with_sections_inside_each_other(
    client: Client, editor: User
) -> None:
    make_site()
    screen = soup(client.get(LIST))
    assert list(rows(client)) == ["Home", "System", "Status", "Value", "Plans", "Privacy"]
    below = screen.select(
        'ul[data-section] ul[data-section] > li > .app-tree__row a[href$="change/"]'
    )
    assert [one.text for one in below] == ["Status", "Value"]
    assert "6 pages" in screen.select_one(".app-tree-bar h2").text  # type: ignore[union-attr]


def test_each_page_says_its_state_in_words(client: Client, editor: User) -> None:
    make_draft("draft")
    make_page("published")
    page = make_page("newer")
    save_draft(page=page, by=None, title="Newer", body="Newer.")
    withdraw(page=make_page("withdrawn"), by=None)
    archive(page=make_page("archived"), by=None)
    moment = timezone.now() + timedelta(days=1)
    schedule_publication(revision=newest(make_draft("scheduled")), at=moment, by=editor)
    states = {
        title: row.select(".app-state")[0].text for title, row in rows(client, "?state=all").items()
    }
    assert states == {
        "Draft": "Draft",
        "Published": "Published",
        "Newer": "Published, newer draft",
        "Withdrawn": "Unpublished",
        "Archived": "Archived",
        "Scheduled": "Scheduled",
    }
    assert facts(rows(client)["Scheduled"])[1].startswith("To be published on ")


def test_page_says_where_it_is_and_who_changed_it_last(client: Client, editor: User) -> None:
    make_site()
    page = Page.objects.get(path="system/status")
    save_draft(page=page, by=editor, title="Status", body="New.")
    Page.objects.filter(path="plans").update(status=PageStatus.DRAFT)
    found = rows(client)
    assert facts(found["Status"]) == ["/system/status/", "In the menu", "Changed just now by sam"]
    assert facts(found["Privacy"])[1] == "In the footer"
    assert [one["href"] for one in found["Status"].select(".app-tree__facts a")] == [
        "/system/status/"
    ]
    assert found["Plans"].select(".app-tree__facts a") == []


def test_page_that_its_section_hides_says_so(client: Client, editor: User) -> None:
    make_site()
    withdraw(page=Page.objects.get(path="system"), by=None)
    row = rows(client)["Status"]
    assert "Not seen by readers: a section above is not published" in facts(row)
    assert row.select('a[href="/system/status/"]') == []


def test_what_is_due_is_shown_as_done(client: Client, editor: User) -> None:
    page = make_draft("plans")
    moment = timezone.now() + timedelta(days=1)
    schedule_publication(revision=newest(page), at=moment, by=editor)
    Page.objects.update(publish_at=timezone.now() - timedelta(minutes=1))
    assert rows(client)["Plans"].select(".app-state")[0].text == "Published"


def test_words_that_readers_have_not_seen_can_be_previewed(client: Client, editor: User) -> None:
    make_site()
    newer, page = make_page("newer"), make_draft("draft", parent=Page.objects.get(path="plans"))
    save_draft(page=newer, by=None, title="Newer", body="Newer.")
    ways = {
        title: [
            str(one.next_element) for one in row.select('a[href$="preview/"], a[href^="/newer"]')
        ]
        for title, row in rows(client).items()
    }
    assert {title: found for title, found in ways.items() if found} == {
        "Newer": ["/newer/", "View", "Preview"],
        "Draft": ["Preview"],
    }
    screen = client.get(f"{LIST}{page.pk}/preview/")
    assert soup(screen).select_one("h1").text.strip() == "Draft"  # type: ignore[union-attr]


def test_archived_pages_are_left_out_unless_asked_for(client: Client, editor: User) -> None:
    make_site()
    archive(page=Page.objects.get(path="plans"), by=None)
    screen = soup(client.get(LIST))
    assert "Plans" not in rows(client)
    assert [one.text for one in screen.select('a[href="?state=archived"]')] == ["1 archived"]
    assert list(rows(client, "?state=archived")) == ["Plans"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?q=STAT", ["Status"]),
        ("?state=published&q=p", ["Plans", "Privacy"]),
        ("?state=draft", []),
        ("?state=nonsense", ["Home", "System", "Status", "Value", "Plans", "Privacy"]),
        ("?q=" + "x" * 9000, ["Home", "System", "Status", "Value", "Plans", "Privacy"]),
    ],
)
def test_pages_are_found_by_title_and_state(
    client: Client, editor: User, query: str, expected: list[str]
) -> None:
    make_site()
    assert list(rows(client, query)) == expected
    if not expected:
        assert "No page is like that" in soup(client.get(LIST + query)).text


def test_found_page_says_its_section(client: Client, editor: User) -> None:
    make_site()
    assert facts(rows(client, "?q=status")["Status"])[0] == "Below System"


def test_empty_site_says_how_to_begin(client: Client, editor: User) -> None:
    screen = soup(client.get(LIST))
    assert "Add the first page" in screen.select_one("#content-main").text  # type: ignore[union-attr]


def test_page_is_added_below_another(client: Client, editor: User) -> None:
    make_site()
    href: Any = rows(client)["System"].select('a[href*="add/?parent="]')[0]["href"]
    chosen = soup(client.get(href)).select("#id_parent option[selected]")
    assert [one.text.strip() for one in chosen] == ["System"]


def test_reader_of_pages_is_offered_nothing_to_change(client: Client) -> None:
    make_site()
    client.force_login(make_staff("ana", "analysts"))
    screen = soup(client.get(LIST))
    assert [one.text for one in screen.select("#content-main button[type=submit]")] == ["Find"]
    assert screen.select('a[href*="/move/"], a[href*="/add/"], script[type=module]') == []


def make_wide_site(count: int) -> None:
    """Made in bulk: sections of ten."""
    sections = [
        Page(slug=f"section-{at}", path=f"section-{at}", position=at) for at in range(count // 10)
    ]
    Page.objects.bulk_create(sections)
    below = [
        Page(slug=f"p{at}", path=f"{one.path}/p{at}", parent=one, position=at)
        for one in sections
        for at in range(9)
    ]
    Page.objects.bulk_create(below)
    made = [*sections, *below]
    revisions = PageRevision.objects.bulk_create(
        PageRevision(
            page=page,
            number=1,
            title=page.slug,
            body="Words.",
            html="<p>Words.</p>",
            text="Words.",
            renderer_version=1,
            published_at=timezone.now(),
        )
        for page in made
    )
    for page, revision in zip(made, revisions, strict=True):
        page.published_revision, page.status = revision, PageStatus.PUBLISHED
        page.text_changed_at = timezone.now()
    Page.objects.bulk_update(made, ["published_revision", "status", "text_changed_at"])


@pytest.mark.parametrize("count", [10, 1000])
def test_a_thousand_pages_take_as_many_queries_as_ten(
    client: Client,
    administrator: User,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_wide_site(count)
    client.get(LIST)  # content types and the like are kept after the first time
    with django_assert_num_queries(7):
        response = client.get(LIST)
    assert len(soup(response).select(".app-tree__row")) == count
    reader = Client()
    with django_assert_num_queries(5):
        assert reader.get("/section-0/p3/").status_code == 200
    with django_assert_num_queries(3):
        assert reader.get("/section-0/p33/").status_code == 404
