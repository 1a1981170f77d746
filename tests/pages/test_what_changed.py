"""The public log of what changed, of the site and of a page."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pages.lifecycle.publishing import publish, save_draft
from pages.models import Page, PageRevision, PageStatus
from tests.pages.factories import make_draft, make_page, make_staff

pytestmark = pytest.mark.django_db

START = datetime(2031, 2, 3, 12, tzinfo=UTC)


def change(page: Page, note: str, *, days: int, **options: Any) -> PageRevision:
    with time_machine.travel(START + timedelta(days=days), tick=False):
        revision = save_draft(
            page=page,
            by=make_staff(f"sam{days}", last_name="Secret"),
            title=page.title,
            body=note,
            change_note=note,
            is_notable=options.get("is_notable", True),
        )
        if options.get("is_published", True):
            publish(revision=revision, by=None)
    return revision


def page_at(client: Client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def listed(client: Client, address: str = "/what-changed/") -> list[str]:
    items = page_at(client, address).select(".app-changes__item")
    return [" | ".join(item.get_text("|", strip=True).split("|")) for item in items]


def test_notable_changes_are_listed_newest_first(client: Client) -> None:
    status, value = make_page("status", title="Status"), make_page("value", title="Value")
    change(status, "Said more of roles", days=1)
    change(value, "Corrected a figure", days=2)
    change(value, "A comma", days=3, is_notable=False)
    change(value, "Not yet", days=4, is_published=False)
    assert listed(client) == [
        "5 February 2031 | Value | Corrected a figure",
        "4 February 2031 | Status | Said more of roles",
    ]


def test_what_never_went_before_readers_is_not_listed(client: Client) -> None:
    page = make_page("status")
    change(page, "Superseded", days=1, is_published=False)
    change(page, "Shown", days=2, is_notable=False)
    assert listed(client) == []
    for address in ("/what-changed/feed.xml", "/what-changed/status/feed.xml"):
        assert b"Superseded" not in client.get(address).content


def test_pages_that_readers_cannot_see_are_not_listed(client: Client) -> None:
    section = make_page("section")
    below = make_page("below", parent=section)
    change(section, "Of the section", days=1)
    change(below, "Of the page below", days=2)
    change(make_draft("draft"), "Of a draft", days=3, is_published=False)
    Page.objects.filter(pk=section.pk).update(status=PageStatus.ARCHIVED)
    assert listed(client) == []
    assert client.get("/what-changed/section/").status_code == 410
    assert client.get("/what-changed/section/below/").status_code == 410


def test_page_has_its_own_log_with_how_it_began(client: Client) -> None:
    with time_machine.travel(START, tick=False):
        page, other = make_page("status", title="Status"), make_page("other")
    change(page, "A comma", days=1, is_notable=False)
    change(page, "Said more of roles", days=2)
    change(other, "Elsewhere", days=3)
    assert listed(client, "/what-changed/status/") == [
        "5 February 2031 | Said more of roles",
        "3 February 2031 | First published.",
    ]


def test_nobody_of_the_staff_is_named(client: Client) -> None:
    change(make_page("status"), "Said more", days=1)
    for address in ("/what-changed/", "/what-changed/status/", "/what-changed/feed.xml"):
        assert b"Secret" not in client.get(address).content


def test_empty_log_says_what_will_be_here(client: Client) -> None:
    make_page("status")
    assert "Nothing yet." in page_at(client, "/what-changed/").text


def test_long_log_comes_in_pages(client: Client) -> None:
    page = make_page("status")
    for days in range(1, 28):
        change(page, f"Change {days}", days=days)
    assert len(listed(client)) == 25
    assert [one["href"] for one in page_at(client, "/what-changed/").select("[rel=next]")] == [
        "?page=2"
    ]
    assert [line[-8:] for line in listed(client, "/what-changed/?page=2")] == [
        "Change 2",
        "Change 1",
    ]


@pytest.mark.parametrize("number", ["0", "-1", "x", "99", "%ff", "9" * 400, "1&page=2"])
def test_odd_page_numbers_are_answered(client: Client, number: str) -> None:
    change(make_page("status"), "Said more", days=1)
    assert len(listed(client, f"/what-changed/?page={number}")) == 1


def test_note_is_shown_as_words(client: Client) -> None:
    change(make_page("status"), "<script>alert(1)</script>", days=1)
    assert b"<script>alert" not in client.get("/what-changed/").content


def test_log_takes_a_fixed_number_of_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        change(make_page(f"page-{number}"), "Said more", days=number)
    with django_assert_num_queries(3):  # the tree, how many, the first of them
        client.get("/what-changed/")


def test_page_links_to_its_log_and_feeds(client: Client) -> None:
    make_page("", title="Home")
    make_page("status", title="Status")
    page = page_at(client, "/status/")
    assert [one["href"] for one in page.select(".app-updated a")] == [
        "/what-changed/status/",
        "/print/status/",
        "/print/",
    ]
    feeds = [str(one["href"]) for one in page.select("link[type='application/atom+xml']")]
    assert [feed.partition("/what-changed")[2] for feed in feeds] == [
        "/feed.xml",
        "/status/feed.xml",
    ]
    assert page_at(client, "/").select_one(".app-updated a[href='/what-changed/']") is not None
