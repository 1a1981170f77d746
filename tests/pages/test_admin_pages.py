"""The staff's screens for pages."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from pages.models import FeedbackState, Page, PageStatus
from tests.pages.factories import make_draft, make_page, make_staff, newest
from tests.pages.screens import address, errors, filled_in, messages, save, soup

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


# Place


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"feedback": "never"}, "Saved: feedback is now never asked for."),
        ({"shown_in": "footer"}, "Saved: the page is now shown in the footer."),
        (
            {"position": "4", "shown_in": "nowhere"},
            "Saved: the position is now 4 and the page is now shown in neither menu nor footer.",
        ),
    ],
)
def test_a_change_of_place_alone_is_said_as_such(
    client: Client, editor: User, change: dict[str, Any], message: str
) -> None:
    page = make_page("plans")
    assert messages(save(client, address(page), **change)) == [message]


@pytest.mark.parametrize("make", [make_draft, make_page])
def test_page_moves_and_its_old_address_leads_on(client: Client, editor: User, make: Any) -> None:
    section, page = make_page("system"), make("plans")
    save(client, address(page), slug="ideas", parent=section.pk, shown_in="footer")
    page.refresh_from_db()
    assert (page.path, page.position, page.shown_in) == ("system/ideas", 0, "footer")
    assert page.old_addresses.count() == (1 if page.is_published else 0)


def test_the_home_page_keeps_its_address(client: Client, editor: User) -> None:
    home = make_page("")
    assert soup(client.get(address(home))).select("#id_slug, #id_parent") == []
    client.post(address(home), filled_in(client, address(home)) | {"slug": "x"})
    home.refresh_from_db()
    assert (home.slug, home.path) == ("", "")


def test_page_is_not_offered_as_its_own_section(client: Client, editor: User) -> None:
    draft = make_draft("plans")
    make_draft("year", parent=draft)
    make_draft("other")
    options = soup(client.get(address(draft))).select("#id_parent option")
    assert [one.text for one in options] == ["---------", "Other"]


# History


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
