"""Moving a page on the staff's screens: by menu, by button, by a drop; and putting it back."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from pages.models import OldAddress, Page
from pages.moving import move_page
from tests.pages.factories import make_draft, make_page, make_site, make_staff
from tests.pages.screens import messages, soup

pytestmark = pytest.mark.django_db

LIST = "/admin/pages/page/"


@pytest.fixture
def site(editor: User) -> None:
    make_site()


def at(path: str) -> Page:
    return Page.objects.get(path=path)


def move_address(path: str) -> str:
    return f"{LIST}{at(path).pk}/move/"


def seen(client: Client, path: str) -> str:
    return str(soup(client.get(LIST)).select(f'[data-page="{at(path).pk}"]')[0]["data-seen"])


def titles(client: Client) -> list[str]:
    return [one.text for one in soup(client.get(LIST)).select(".app-tree__title")]


def posted(client: Client, path: str, **asked: Any) -> Any:
    asked = {"seen": seen(client, path)} | asked
    return client.post(move_address(path), asked, follow=True)


def fields(form: Any) -> dict[str, str]:
    found = {str(one["name"]): str(one.get("value", "")) for one in form.select("input[name]")}
    for one in form.select("select"):
        chosen = one.select_one("option[selected]")
        found[str(one["name"])] = str(chosen["value"]) if chosen else ""
    for one in form.select("button[name]"):
        found[str(one["name"])] = str(one["value"])
    return found


def test_screen_says_what_will_change_before_it_does(client: Client, site: None) -> None:
    screen = soup(client.get(f"{move_address('system')}?slug=how&parent={at('plans').pk}"))
    text = " ".join(screen.select("#content-main")[0].text.split())
    assert "will be at /plans/how/, below “Plans”" in text
    assert "3 addresses will change; 3 old ones will lead on to their pages." in text
    assert "/system/status/ becomes /plans/how/status/" in text
    assert at("system").path == "system"


def test_page_is_moved_by_menu_and_put_back(client: Client, site: None) -> None:
    make_draft("first", parent=at("plans"))
    where: dict[str, Any] = {"parent": at("plans").pk, "slug": "how"}
    form = soup(client.get(move_address("system"), where)).select("form[method=post].app-move")[0]
    offered = [one.text for one in form.select("option")]
    assert offered == ["First", "After “First”"]

    response = client.post(str(form["action"]), fields(form) | {"after": "first"}, follow=True)

    assert messages(response) == ["Moved “System” from /system/ to /plans/how/."]
    assert titles(client)[2:4] == ["System", "Status"]
    undo = soup(response).select(".app-tree-undo")[0]
    assert soup(client.get(LIST)).select(".app-tree-undo") == []  # offered once
    response = client.post(str(undo["action"]), fields(undo), follow=True)
    assert messages(response) == ["Put “System” back to /system/."]
    assert titles(client)[1:4] == ["System", "Status", "Value"]
    assert not OldAddress.objects.filter(path__startswith="system").exists()


@pytest.mark.parametrize(
    ("where", "reason"),
    [
        ({"slug": "admin"}, "belongs to the site"),
        ({"slug": "privacy"}, "already a page at /privacy/: “Privacy”"),
        ({"slug": "No good"}, "Use lower-case letters"),
        ({"slug": ""}, "This field is required"),
        ({"slug": "plans", "parent": "999999999999999999999"}, "Select a valid choice"),
        ({"slug": "plans", "parent": "x"}, "Select a valid choice"),
    ],
)
def test_place_that_cannot_be_is_refused_with_the_reason(
    client: Client, site: None, where: dict[str, Any], reason: str
) -> None:
    screen = soup(client.get(move_address("plans"), where))
    assert reason in screen.select(".app-errors")[0].text
    assert screen.select("form[method=post].app-move") == []
    assert screen.select("[name=slug]")[0].get("value", "") == where["slug"]


def test_move_refused_on_confirming_keeps_what_was_chosen(client: Client, site: None) -> None:
    first = make_draft("first", parent=at("plans"))
    make_draft("second", parent=at("plans"))
    where: dict[str, Any] = {"parent": at("plans").pk, "slug": "how"}
    form = soup(client.get(move_address("system"), where)).select("form[method=post].app-move")[0]
    chosen = fields(form) | {"after": str(first.pk)}
    move_page(page=at("system"), parent=None, slug="system", position=2)  # in another window

    screen = client.post(str(form["action"]), chosen, follow=True)

    assert "Somebody has moved “System”" in messages(screen)[0]
    again = fields(soup(screen).select("form[method=post].app-move")[0])
    asked = {name: chosen[name] for name in ("parent", "slug", "after")}
    assert {name: again[name] for name in asked} == asked
    client.post(str(form["action"]), again)
    assert at("plans/how").position == 1


def test_move_to_an_address_taken_meanwhile_keeps_what_was_chosen(
    client: Client, site: None
) -> None:
    where: dict[str, Any] = {"parent": at("plans").pk, "slug": "how"}
    form = soup(client.get(move_address("system"), where)).select("form[method=post].app-move")[0]
    make_draft("how", parent=at("plans"))

    screen = client.post(str(form["action"]), fields(form), follow=True)

    assert messages(screen) == []
    errors = soup(screen).select(".app-errors")
    assert len(errors) == 1
    assert "already a page at /plans/how/" in errors[0].text
    asked = fields(soup(screen).select("form[method=get].app-move")[0])
    assert asked == {"parent": str(where["parent"]), "slug": "how"}


def test_page_is_not_offered_below_itself_or_the_home_page(client: Client, site: None) -> None:
    options = soup(client.get(move_address("system"))).select("[name=parent] option")
    assert [one.text.strip() for one in options] == [
        "None: at the top of the site",
        "Plans",
        "Privacy",
    ]


def test_page_goes_up_and_down_by_its_buttons(client: Client, site: None) -> None:
    for name, expected in [
        ("up", ["Plans", "System", "Privacy"]),
        ("down", ["System", "Plans", "Privacy"]),
    ]:
        button = soup(client.get(LIST)).select(
            f'[data-page="{at("plans").pk}"] > .app-tree__row button[name={name}]'
        )[0]
        client.post(str(button["formaction"]), {name: str(button["value"])})
        top = soup(client.get(LIST)).select("form > ul > li > .app-tree__row .app-tree__title")
        assert [one.text for one in top] == ["Home", *expected]


def test_ends_of_a_section_have_one_button(client: Client, site: None) -> None:
    screen = soup(client.get(LIST))

    def buttons(path: str) -> list[str]:
        row = screen.select(f'[data-page="{at(path).pk}"] > .app-tree__row')[0]
        return [str(one["name"]) for one in row.select("button[name]")]

    assert [buttons(path) for path in ("", "system", "plans", "privacy")] == [
        [],
        ["down"],
        ["up", "down"],
        ["up"],
    ]


def test_drop_is_answered_with_the_tree_as_it_is_now(client: Client, site: None) -> None:
    asked = {
        "parent": at("system").pk,
        "after": at("system/status").pk,
        "seen": seen(client, "plans"),
    }
    response = client.post(
        move_address("plans"), asked, follow=True, headers={"X-Requested-With": "fetch"}
    )
    assert response.status_code == 200
    assert titles(client) == ["Home", "System", "Status", "Plans", "Value", "Privacy"]


def test_drop_that_cannot_be_is_told_why(client: Client, site: None) -> None:
    asked = {"parent": at("system/status").pk, "after": "first", "seen": seen(client, "system")}
    response = client.post(move_address("system"), asked, headers={"X-Requested-With": "fetch"})
    assert (response.status_code, response.json()) == (
        409,
        {"why": "A page can’t be moved below itself."},
    )


def test_page_that_somebody_moved_meanwhile_is_not_moved(client: Client, site: None) -> None:
    before = seen(client, "plans")
    move_page(page=at("plans"), parent=at("system"), slug="plans")
    response = client.post(
        move_address("system/plans"), {"parent": "", "after": "first", "seen": before}, follow=True
    )
    assert (
        "Somebody has moved “Plans” since you opened this: it is at /system/plans/ now."
        in (messages(response)[0])
    )
    assert at("system/plans").parent == at("system")


@pytest.mark.parametrize(
    "asked",
    [
        {"after": "99999999999999999999999"},
        {"after": "x"},
        {"after": "²"},
        {"parent": "999999999999999999999"},
        {"parent": "x"},
        {"seen": ""},
        {"seen": "x" * 9000},
        {"slug": "x" * 9000},
        {"slug": "//evil.example"},
    ],
)
def test_nonsense_moves_nothing(client: Client, site: None, asked: dict[str, str]) -> None:
    response = posted(client, "plans", **asked)
    assert response.status_code == 200
    assert messages(response)[0].startswith("Not moved.")
    assert titles(client) == ["Home", "System", "Status", "Value", "Plans", "Privacy"]


def test_move_of_a_page_that_is_not_there_is_not_found(client: Client, site: None) -> None:
    for pk in (0, 999_999, 10**30):
        assert client.post(f"{LIST}{pk}/move/").status_code == 404


def test_moving_below_a_draft_warns(client: Client, site: None) -> None:
    draft = make_draft("draft", title="A draft")
    screen = soup(client.get(f"{move_address('plans')}?slug=plans&parent={draft.pk}"))
    assert "Readers won’t see it there: “A draft” is not published" in screen.text


@pytest.mark.parametrize("group", ["moderators", "analysts", ""])
def test_others_move_nothing(client: Client, site: None, group: str) -> None:
    client.force_login(make_staff("other", *([group] if group else [])))
    for method in (client.get, client.post):
        assert method(move_address("plans")).status_code == 403


def test_history_says_who_moved_it(client: Client, site: None) -> None:
    posted(client, "plans", parent=str(at("system").pk), after="first")
    history = soup(client.get(f"{LIST}{at('system/plans').pk}/history/")).text
    assert "Moved from /plans/ to /system/plans/." in history
    assert "sam" in history


def test_old_addresses_are_found_and_let_go(client: Client, editor: User) -> None:
    move_page(page=make_page("plans"), parent=None, slug="ideas")
    listed = soup(client.get("/admin/pages/oldaddress/?q=plan"))
    assert [one.text for one in listed.select("#result_list tbody a")][-1:] == ["/ideas/"]
    old = OldAddress.objects.get()
    screen = client.get(f"/admin/pages/oldaddress/{old.pk}/delete/")
    assert "/plans/" in soup(screen).text
    client.post(f"/admin/pages/oldaddress/{old.pk}/delete/", {"post": "yes"})
    assert client.get("/plans/").status_code == 404
    assert Page.objects.get().path == "ideas"


@pytest.mark.parametrize("way", ["up", "down", "seen"])
def test_home_page_is_not_moved_however_it_is_asked(client: Client, site: None, way: str) -> None:
    response = client.post(move_address(""), {way: "|"}, follow=True)
    assert messages(response) == ["Not moved. The home page stays where it is."]
