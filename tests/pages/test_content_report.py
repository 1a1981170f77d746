"""The staff's report on the whole site's texts."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pages.lifecycle.publishing import save_draft
from tests.pages.factories import make_page, make_staff
from tests.pages.screens import soup

pytestmark = pytest.mark.django_db

REPORT = "/admin/content-checks/"


def rows(client: Client, **query: str) -> list[str]:
    screen = soup(client.get(REPORT, query))
    return [
        " ".join(f"{section.h2.text} {item.text}".split())
        for section in screen.select(".app-advice")
        for item in section.select("li")
        if section.h2
    ]


def test_live_texts_and_newest_drafts_are_listed(client: Client, editor: User) -> None:
    page = make_page("status", title="Status", body="[Plans](/plans/)")
    save_draft(page=page, by=None, title="Status", body="### Too deep")
    make_page("fine", body="Fine.")
    assert rows(client) == [
        "Status Link that leads nowhere, line 1: Plans → /plans/ There is no page at /plans/.",
        (
            "Status Heading out of order, line 1: Too deep This heading is of level 3 and stands "
            "below one of level 1: begin it with ##."
        ),
    ]
    assert len(rows(client, kind="heading")) == 1
    assert len(rows(client, kind="nonsense")) == 2


def test_nothing_found_is_said(client: Client, editor: User) -> None:
    make_page("fine", body="Fine.")
    assert "Nothing to improve" in soup(client.get(REPORT)).text


@pytest.mark.parametrize("count", [1, 30])
def test_report_takes_a_fixed_number_of_queries(
    client: Client, editor: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        make_page(f"page-{number}", body="### Deep\n\n[Words](/page-0/#nothing)")
    with django_assert_num_queries(11):
        assert len(rows(client)) == count * 2


def test_first_screen_leads_to_it_for_those_who_edit(client: Client, editor: User) -> None:
    link = f'a[href="{REPORT}"]'
    assert soup(client.get("/admin/")).select(link)
    client.force_login(make_staff("mo", "moderators"))
    assert not soup(client.get("/admin/")).select(link)
    assert client.get(REPORT).status_code == 403
    assert client.post(REPORT).status_code in {403, 405}
