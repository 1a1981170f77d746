"""The staff's screens for pages."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from pages.models import FeedbackState, Page, PageStatus
from tests.pages.factories import make_draft, make_page, make_staff, newest
from tests.pages.screens import address, errors, messages, save, soup

pytestmark = pytest.mark.django_db

LIST = "/admin/pages/page/"


# Writing


def test_new_page_is_written_as_a_draft(client: Client, editor: User) -> None:
    section = make_page("system")
    response = save(
        client, f"{LIST}add/", title="New", body="Words.", slug="new", parent=section.pk
    )
    page = Page.objects.get(path="system/new")
    assert messages(response) == [
        "Saved as a draft. Readers can’t see this page until it is published."
    ]
    assert (page.status, page.parent) == (PageStatus.DRAFT, section)
    assert (newest(page).title, newest(page).created_by) == ("New", editor)


def test_draft_is_published_by_the_other_button(client: Client, editor: User) -> None:
    page = make_draft("plans")
    response = save(client, address(page), publish=True)
    assert messages(response) == ["Published: readers see revision 1 at /plans/."]
    assert client.get("/plans/").status_code == 200
    assert newest(page).published_by == editor


def test_changed_words_are_a_new_revision(client: Client, editor: User) -> None:
    page = make_page("plans", body="Old.")
    response = save(client, address(page), body="One.\r\n\r\nTwo.", change_note="Clearer.")
    assert messages(response) == ["Saved revision 2 as a draft. Readers still see revision 1."]
    assert (newest(page).body, newest(page).change_note) == ("One.\n\nTwo.", "Clearer.")
    assert newest(page).origin == "editor"
    assert b"Old." in client.get("/plans/").content


def test_unchanged_words_are_no_new_revision(client: Client, editor: User) -> None:
    page = make_page("plans", body="One.\n\nTwo.\n")
    save(client, address(page), feedback=FeedbackState.CLOSED)
    assert newest(page).number == 1
    page.refresh_from_db()
    assert page.feedback == FeedbackState.CLOSED


def test_refused_words_come_back_with_the_reason(client: Client, editor: User) -> None:
    page = make_page("plans")
    response = save(client, address(page), body="[" * 100_001)
    assert "100,001 characters long" in errors(response)
    assert newest(page).number == 1


@pytest.mark.parametrize(
    ("slug", "reason"),
    [
        ("admin", "belongs to the site"),
        ("status", "already a page at /status/"),
        ("Not a slug", "Enter a valid"),
        ("UPPER", "Use lower-case letters"),
    ],
)
def test_address_is_refused_with_the_reason(
    client: Client, editor: User, slug: str, reason: str
) -> None:
    make_page("status")
    response = save(client, f"{LIST}add/", title="New", body="Words.", slug=slug)
    assert reason in errors(response)
    assert Page.objects.count() == 1


def test_second_page_has_its_address_from_its_title(client: Client, editor: User) -> None:
    make_page("")
    save(client, f"{LIST}add/", title="What’s next: plans_2027", slug="")
    assert Page.objects.exclude(path="").get().path == "whats-next-plans-2027"
    response = save(client, f"{LIST}add/", title="What’s next: plans_2027", slug="")
    assert "already a page at /whats-next-plans-2027/" in errors(response)
    assert soup(response).select_one("#id_slug")["value"] == "whats-next-plans-2027"  # type: ignore[index]
    response = save(client, f"{LIST}add/", title="…", slug="")
    assert "Enter the last part of the address." in errors(response)


@pytest.mark.parametrize("body", ["", "  \r\n\t"])
def test_a_page_without_words_is_kept_but_not_published(
    client: Client, editor: User, body: str
) -> None:
    sent: dict[str, Any] = {"title": "New", "body": body, "slug": "new"}
    response = save(client, f"{LIST}add/", publish=True, **sent)
    assert "Enter the text before you publish the page." in errors(response)
    assert not Page.objects.exists()
    save(client, f"{LIST}add/", **sent)
    assert Page.objects.get().status == PageStatus.DRAFT


def test_pages_screens_have_no_script_or_style_of_their_own(client: Client, editor: User) -> None:
    page = make_page("plans")
    for url in (LIST, f"{LIST}add/", address(page)):
        screen = soup(client.get(url))
        assert [one for one in screen.select("script:not([src])") if one.get("type") is None] == []
        assert screen.select("style, [style], [onclick], [onchange]") == []


# Rights


@pytest.mark.parametrize("group", ["moderators", "analysts", ""])
def test_others_change_no_page(client: Client, group: str) -> None:
    page = make_page("plans")
    client.force_login(make_staff("other", *([group] if group else [])))
    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(address(page), {"title": "x", "_publish": "x"}).status_code == 403
    assert newest(page).number == 1


def test_reader_of_pages_is_offered_no_button(client: Client) -> None:
    page = make_page("plans")
    client.force_login(make_staff("mo", "moderators"))
    assert soup(client.get(address(page))).select("[name=_publish], [name=_save]") == []
