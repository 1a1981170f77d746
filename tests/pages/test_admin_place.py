"""Where a page stands is chosen once, when it is new; afterwards it is moved elsewhere."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.pages.factories import make_draft, make_page
from tests.pages.screens import address, filled_in, messages, save, soup

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"feedback": "never"}, "Saved: feedback is now never asked for."),
        ({"shown_in": "footer"}, "Saved: the page is now shown in the footer."),
        (
            {"shown_in": "nowhere", "feedback": "never"},
            (
                "Saved: the page is now shown in neither menu nor footer and feedback is now "
                "never asked for."
            ),
        ),
    ],
)
def test_a_change_of_place_alone_is_said_as_such(
    client: Client, editor: User, change: dict[str, Any], message: str
) -> None:
    page = make_page("plans")
    assert messages(save(client, address(page), **change)) == [message]


def test_a_page_is_moved_on_the_screen_for_it(client: Client, editor: User) -> None:
    section, page = make_page("system"), make_page("plans")
    screen = soup(client.get(address(page)))
    assert screen.select("[name=slug], [name=parent], [name=position]") == []
    where = screen.select_one(".field-where .readonly")
    assert where is not None
    assert where.text == "/plans/ Move or rename"
    assert where.a["href"] == f"/admin/pages/page/{page.pk}/move/"  # type: ignore[index]
    sent = {"slug": "ideas", "parent": section.pk, "position": "9", "_save": "x"}
    client.post(address(page), filled_in(client, address(page)) | sent)
    page.refresh_from_db()
    assert (page.path, page.position) == ("plans", 1)


def test_a_new_page_comes_last_in_its_section(client: Client, editor: User) -> None:
    section = make_page("system")
    for slug in ("a", "b"):
        words: dict[str, Any] = {
            "title": slug,
            "body": "Words.",
            "slug": slug,
            "parent": section.pk,
        }
        save(client, "/admin/pages/page/add/", position="0", **words)
    rows = section.children.order_by("position").values_list("path", "position")
    assert list(rows) == [("system/a", 0), ("system/b", 1)]


def test_the_home_page_keeps_its_address(client: Client, editor: User) -> None:
    home = make_page("")
    assert (
        soup(client.get(address(home))).select(f"[href='/admin/pages/page/{home.pk}/move/']") == []
    )
    client.post(address(home), filled_in(client, address(home)) | {"slug": "x"})
    home.refresh_from_db()
    assert (home.slug, home.path) == ("", "")


def test_sections_are_offered_as_a_tree_and_never_to_be_deleted(
    client: Client, editor: User
) -> None:
    make_draft("year", parent=make_draft("plans"))
    screen = soup(client.get("/admin/pages/page/add/"))
    options = [one.text for one in screen.select("#id_parent option")]
    assert options == ["None: at the top of the site", "Plans", "\u2003Year"]
    assert screen.select(".related-widget-wrapper-link") == []
