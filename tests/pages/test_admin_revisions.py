"""A page's revisions, as staff read them."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.pages.factories import make_page, newest
from tests.pages.screens import address, soup

pytestmark = pytest.mark.django_db


def test_revisions_are_read_and_never_changed_or_deleted(
    client: Client, administrator: User
) -> None:
    page = make_page("plans", body="<script>alert(1)</script>")
    revision = newest(page)
    response = client.get(address(revision))
    assert response.status_code == 200
    assert b"<script>alert(1)" not in response.content
    assert client.post(address(revision), {"title": "x"}).status_code == 403
    delete = address(revision).replace("change", "delete")
    assert client.post(delete).status_code == 403
    assert client.get("/admin/pages/pagerevision/add/").status_code == 403
    assert client.get("/admin/pages/pagerevision/").status_code == 200


def test_a_revision_is_shown_as_readers_see_it_and_as_it_was_written(
    client: Client, editor: User
) -> None:
    revision = newest(make_page("plans", body="## Next\n\nDo **this**."))
    screen = soup(client.get(address(revision)))
    shown = screen.select_one(".app-page-read")
    assert shown is not None
    assert shown["tabindex"] == "0"  # long text scrolls in its box, with the keyboard too
    assert shown.select_one("h3#read-next") is not None
    assert shown.select_one("strong") is not None
    assert "Do **this**." in screen.select_one(".field-body").text  # type: ignore[union-attr]


def test_a_page_has_one_history_and_help_with_markdown(client: Client, editor: User) -> None:
    screen = soup(client.get(address(make_page("plans"))))
    assert screen.select(".historylink") == []
    assert [one.text for one in screen.select("#app-history")] == ["History"]
    assert "## Heading" in screen.select_one(".app-markdown-help").text  # type: ignore[union-attr]
