"""Opening and closing feedback in the editor and for the whole site."""

from datetime import UTC, datetime
from typing import Any

import pytest
from bs4 import Tag
from django.contrib.auth.models import User
from django.test import Client

from pages.feedback_terms.opening import set_terms, set_terms_of_site
from pages.models import Page, SiteFeedback
from tests.pages.factories import make_page, make_staff
from tests.pages.screens import address, errors, filled_in, messages, save, soup

pytestmark = pytest.mark.django_db

SITE = "/admin/pages/sitefeedback/"


@pytest.fixture(autouse=True)
def summer(time_machine: Any) -> None:
    time_machine.move_to("2026-07-15 11:00:30+00:00", tick=False)


@pytest.fixture
def site() -> str:
    return f"{SITE}{SiteFeedback.objects.get().pk}/change/"


def value(response: Any, name: str) -> str:
    field = soup(response).select_one(f"#id_{name}")
    assert isinstance(field, Tag)
    return str(field.get("value") or field.text.strip())


def test_times_are_typed_and_shown_in_london(client: Client, editor: User) -> None:
    page = make_page("plans")
    typed: dict[str, Any] = {
        "feedback_opens_at": "2026-07-01T09:00",
        "feedback_closes_at": "2027-01-31T17:00",
    }
    answer = save(client, address(page), feedback="open", **typed)
    page.refresh_from_db()
    assert page.feedback_opens_at == datetime(2026, 7, 1, 8, tzinfo=UTC)
    assert page.feedback_closes_at == datetime(2027, 1, 31, 17, tzinfo=UTC)
    assert messages(answer) == ["Saved: feedback is now open until 5pm on 31 January 2027."]
    assert [value(answer, name) for name in typed] == list(typed.values())
    assert messages(save(client, address(page))) != messages(answer)


def test_words_are_kept_as_written(client: Client, editor: User) -> None:
    page = make_page("plans")
    said: dict[str, Any] = {
        "feedback_introduction": "One.\r\n\r\nTwo|<b>",
        "feedback_afterwards": "Three.",
    }
    save(client, address(page), feedback="open", **said)
    page.refresh_from_db()
    assert (page.feedback_introduction, page.feedback_afterwards) == ("One.\n\nTwo|<b>", "Three.")
    number = page.revisions.count()
    save(client, address(page))
    assert page.revisions.count() == number


def test_closing_by_hand_keeps_when(client: Client, editor: User) -> None:
    page = make_page("plans")
    answer = save(client, address(page), feedback="closed", feedback_afterwards="We read it all.")
    assert messages(answer) == ["Saved: feedback is now closed since 15 July 2026."]
    assert value(answer, "feedback_closes_at") == "2026-07-15T12:00"
    words = soup(client.get("/plans/")).select_one("#app-feedback").text  # type: ignore[union-attr]
    assert "closed on 15 July 2026." in words
    assert "We read it all." in words


def test_closing_while_publishing_is_said_as_well(client: Client, editor: User) -> None:
    page = make_page("plans")
    told = messages(save(client, address(page), publish=True, feedback="never", body="New."))
    assert told == [
        "Published: readers see revision 2 at /plans/.",
        "Also: feedback is now never asked for.",
    ]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            {
                "feedback": "open",
                "feedback_opens_at": "2027-01-02T09:00",
                "feedback_closes_at": "2027-01-02T09:00",
            },
            "Enter a time after the one it opens at.",
        ),
        (
            {"feedback": "closed", "feedback_closes_at": "2026-07-15T12:01"},
            (
                "This is still to come. To close by itself then, choose “Open”. To close now, "
                "leave this empty."
            ),
        ),
        (
            {"feedback": "closed", "feedback_opens_at": "2027-01-02T00:00"},
            "This is still to come. To open by itself then, choose “Open”.",
        ),
        (
            {"feedback": "open", "feedback_closes_at": "2026-07-15T12:00"},
            (
                "This is over, so nothing would be open. Enter a later time, or "
                "leave this empty to stay open."
            ),
        ),
        *[
            (
                {"feedback": "open", "feedback_closes_at": wrong},
                "Enter a date and a time, such as 2027-01-31T17:00",
            )
            for wrong in ("soon", "9999-12-31T23:59", "0001-01-01T00:00")
        ],
        (
            {"feedback": "open", "feedback_introduction": "x" * 1001},
            "Ensure this value has at most 1000 characters (it has 1001).",
        ),
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_is_lost(
    client: Client, editor: User, said: dict[str, Any], told: str
) -> None:
    page = make_page("plans")
    answer = save(client, address(page), body="New words.", **said)
    assert errors(answer) == told
    assert value(answer, "body") == "New words."
    page.refresh_from_db()
    assert page.feedback == "inherit"


def test_page_whose_time_is_over_is_edited_like_any_other(client: Client, editor: User) -> None:
    page = make_page("plans")
    over = datetime(2026, 7, 1, tzinfo=UTC)
    set_terms(page=page, said={"feedback": "open", "feedback_closes_at": over})
    assert errors(save(client, address(page), body="Other words.")) == ""
    assert page.revisions.count() == 2


def test_dates_that_nobody_will_see_are_pointed_out(client: Client, editor: User) -> None:
    page = make_page("plans")
    told = messages(save(client, address(page), feedback_closes_at="2027-01-31T17:00"))
    assert told[1].startswith("The dates and words for feedback on this page have no effect")


def test_editor_says_what_is_inherited_now(client: Client, editor: User) -> None:
    section = make_page("system", title="System")
    page = make_page("status", parent=section)

    def help_text() -> str:
        return soup(client.get(address(page))).select_one("#id_feedback_helptext").text.strip()  # type: ignore[union-attr]

    from_site = help_text()
    closes = datetime(2027, 1, 31, 17, tzinfo=UTC)
    set_terms(page=section, said={"feedback": "open", "feedback_closes_at": closes})
    assert from_site == "As set above: the whole site says open."
    assert help_text() == "As set above: “System” says open until 5pm on 31 January 2027."


def test_second_of_two_editors_is_told_that_feedback_changed(client: Client, editor: User) -> None:
    page = make_page("plans")
    set_terms(page=page, said={"feedback": "open", "feedback_introduction": "One.\n\nTwo|three."})
    opened = filled_in(client, address(page))
    set_terms(page=page, said={"feedback": "never", "feedback_introduction": "Other."})
    answer = client.post(address(page), opened | {"feedback": "closed", "_save": "x"})
    assert (
        "Someone changed whether feedback is open and the introduction to feedback while you"
        in errors(answer)
    )
    page.refresh_from_db()
    assert page.feedback == "never"


def test_new_page_keeps_its_terms(client: Client, editor: User) -> None:
    words = {"title": "Plans", "slug": "plans", "body": "Words.", "shown_in": "menu"}
    said = {"feedback": "open", "feedback_introduction": "Tell us."}
    client.post("/admin/pages/page/add/", words | said | {"_save": "x"})
    page = Page.objects.get(path="plans")
    assert (page.feedback, page.feedback_introduction) == ("open", "Tell us.")


# The whole site


def test_site_is_opened_until_a_day_for_every_page_that_says_nothing(
    client: Client, editor: User, site: str
) -> None:
    section = make_page("system", title="System")
    make_page("status", parent=section)
    make_page("privacy", feedback="never")
    answer = save(client, site, feedback_closes_at="2027-02-01T00:00")
    assert " ".join(messages(answer)) == (
        "Saved: feedback is open until the end of 31 January 2027. 2 pages take this over from "
        "the site."
    )
    assert "Open until the end of 31 January 2027." in soup(client.get("/system/status/")).text
    assert SiteFeedback.objects.get().updated_by == editor


def test_site_has_nothing_above_it_to_inherit_from(client: Client, editor: User, site: str) -> None:
    options = soup(client.get(site)).select("#id_feedback option")
    assert [one["value"] for one in options] == ["open", "closed", "never"]
    assert "Select a valid choice" in errors(save(client, site, feedback="inherit"))


def test_list_of_one_opens_it(client: Client, editor: User, site: str) -> None:
    assert client.get(SITE)["Location"] == site


def test_second_of_two_is_told_what_the_site_says_now(
    client: Client, editor: User, site: str, time_machine: Any
) -> None:
    opened = filled_in(client, site)
    time_machine.shift(60)
    ada = make_staff("ada", "administrators", first_name="Ada", last_name="Lee")
    row = SiteFeedback.objects.get()
    set_terms_of_site(site=row, said={"feedback": "closed"}, by=ada)

    answer = client.post(site, opened | {"feedback_introduction": "Mine", "_save": "x"})

    assert (
        "Ada Lee changed this while you were editing: feedback is now closed since 15 July 2026. "
        "Yours differs in whether it is open, when it closes and the introduction."
    ) in errors(answer)
    assert value(answer, "feedback_introduction") == "Mine"
    again = filled_in_again(answer)
    client.post(site, again | {"_save": "x"})
    assert SiteFeedback.objects.get().feedback_introduction == "Mine"


def filled_in_again(answer: Any) -> dict[str, str]:
    names = ["opens_at", "closes_at", "introduction", "afterwards"]
    posted = {f"feedback_{name}": value(answer, f"feedback_{name}") for name in names}
    return posted | {"feedback": "open", "seen": value(answer, "seen")}


@pytest.mark.parametrize("group", ["moderators", "analysts"])
def test_others_change_nothing_of_the_site(client: Client, group: str, site: str) -> None:
    client.force_login(make_staff("mo", group))
    assert client.get(site).status_code == 403
    assert client.post(site, {"feedback": "never"}).status_code == 403
