"""The screen on which staff enter feedback for others."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client

from feedback.models import ContactDetails, Submission
from pages.lifecycle.publishing import save_draft
from pages.models import Page, PageStatus
from tests.feedback.factories import (
    make_analyst,
    make_editor,
    make_moderator,
    make_page,
    make_revision,
    make_staff_without_rights,
    signed_in,
)
from tests.feedback.sending import soup_of

pytestmark = pytest.mark.django_db

NEVER_READ = "Readers never saw that text of this page. Choose one from the list"
SCREEN = "/admin/feedback/submission/enter/"


@pytest.fixture(autouse=True)
def summer(time_machine: Any) -> None:
    time_machine.move_to("2026-07-15 23:30:00+00:00", tick=False)  # already the 16th in London


@pytest.fixture
def moderator() -> User:
    return make_moderator(first_name="Mo", last_name="Day")


@pytest.fixture
def staff(moderator: User) -> Client:
    return signed_in(moderator)


def filled_in(page: Page, /, **changes: Any) -> dict[str, Any]:
    return {
        "page": page.pk,
        "source": "workshop",
        "given_on": "2026-07-16",
        "sentiment": "unsure",
        "summary": "Not enough about small teams",
        "details": "Said by three.\r\nAt one table.",
        "role": "la-data",
        "organisation": "Rutland County Council",
        "key": "k",
    } | changes


def enter(client: Client, page: Page, /, **changes: Any) -> Any:
    return client.post(SCREEN, filled_in(page, **changes))


def told(response: Any) -> list[str]:
    return [one.text for one in soup_of(response).select(".app-errors li")]


def test_it_is_entered_and_stands_in_the_list_with_its_source(staff: Client, page: Page) -> None:
    answer = enter(staff, page, source="call")

    stored = Submission.objects.get()
    assert answer.status_code == 302
    detail = soup_of(staff.get(answer["Location"]))
    assert f"Entered as {stored.reference}." in [
        one.text for one in detail.select(".messagelist li")
    ]
    history = " ".join(detail.select_one(".app-history").text.split())  # type: ignore[union-attr]
    assert history == "Given on 16 July 2026 (call) Mo Day entered it on 16 July 2026, 00:30"
    listed = soup_of(staff.get("/admin/feedback/submission/")).select_one("tbody tr")
    assert "Call, entered by Mo Day" in listed.text  # type: ignore[union-attr]
    assert stored.details == "Said by three.\nAt one table."


def test_list_is_narrowed_by_source(staff: Client, page: Page) -> None:
    enter(staff, page, summary="From the workshop")
    enter(staff, page, summary="On a card", source="paper", key="l")

    rows = soup_of(staff.get("/admin/feedback/submission/?source=paper")).select("tbody th")

    assert [row.text for row in rows] == ["On a card"]


def test_another_keeps_what_a_workshop_has_in_common(staff: Client, page: Page) -> None:
    answer = enter(staff, page, email="a@example.org", may_contact="on", _another="1")

    kept = parse_qs(urlsplit(answer["Location"]).query)
    assert kept == {
        "page": [str(page.pk)],
        "source": ["workshop"],
        "given_on": ["2026-07-16"],
        "role": ["la-data"],
        "organisation": ["Rutland County Council"],
    }
    form = soup_of(staff.get(answer["Location"]))
    assert form.select("#id_role option")[0].text == "— Select their role —"
    assert form.select_one("#id_page option[selected]")["value"] == str(page.pk)  # type: ignore[index]
    assert form.select_one("#id_role option[selected]")["value"] == "la-data"  # type: ignore[index]
    assert form.select_one("#id_given_on")["value"] == "2026-07-16"  # type: ignore[index]
    assert form.select_one("[name=source][checked]")["value"] == "workshop"  # type: ignore[index]
    assert form.select_one("#id_summary").get("value", "") == ""  # type: ignore[union-attr]
    assert form.select_one("[name=key]")["value"] != "k"  # type: ignore[index]


@pytest.mark.parametrize("status", [PageStatus.PUBLISHED, PageStatus.ARCHIVED])
def test_closed_and_withdrawn_pages_still_take_late_answers(
    staff: Client, page: Page, status: PageStatus
) -> None:
    Page.objects.filter(pk=page.pk).update(status=status, feedback="closed")

    assert enter(staff, page).status_code == 302
    assert Submission.objects.get().revision == page.revisions.get()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"page": ""}, "Select a page from the list"),
        ({"page": "9" * 30}, "Select a page from the list"),
        ({"page": "x"}, "Select a page from the list"),
        ({"revision": "2"}, NEVER_READ),
        ({"revision": "0"}, NEVER_READ),
        ({"revision": "9" * 30}, NEVER_READ),
        ({"source": ""}, "Select how it reached us"),
        ({"source": "site"}, "Select how it reached us"),
        ({"source": "import"}, "Select how it reached us"),
        ({"given_on": ""}, "Enter the day it was given, such as 2026-11-03"),
        ({"given_on": "0001-01-01"}, "Enter the day it was given, such as 2026-11-03"),
        ({"given_on": "2026-07-17"}, "The day it was given can’t be in the future"),
        ({"summary": "abc"}, "Enter a summary of at least 5 characters"),
        ({"role": ""}, "Select their role"),
        (
            {"email": "a@example.org"},
            "Tick that they agreed to be contacted, or leave the email empty",
        ),
        ({"may_contact": "on"}, "Enter the address they gave, or untick that they agreed"),
        (
            {"email": "a@example", "may_contact": "on"},
            "Enter an email address in the correct format, like name@example.com",
        ),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    staff: Client, page: Page, changes: dict[str, str], expected: str
) -> None:
    answer = enter(staff, page, **{"details": "Keep this."} | changes)

    assert answer.status_code == 422
    (message,) = told(answer)
    assert message.startswith(expected)
    assert soup_of(answer).select_one("#id_details").text.strip() == "Keep this."  # type: ignore[union-attr]
    assert soup_of(answer).select_one("[name=key]")["value"] == "k"  # type: ignore[index]
    assert not Submission.objects.exists()


def test_double_click_is_one_row(staff: Client, page: Page) -> None:
    assert enter(staff, page)["Location"] == enter(staff, page)["Location"]
    assert Submission.objects.count() == 1


def test_address_is_kept_only_with_consent_and_stays_out_of_the_message(
    staff: Client, page: Page
) -> None:
    answer = enter(staff, page, email="told@example.org", may_contact="on", _another="1")

    assert ContactDetails.objects.get().email == "told@example.org"
    assert b"told@example.org" not in staff.get(answer["Location"]).content
    assert "told" not in answer["Location"]


def test_pages_that_readers_never_saw_are_not_offered(staff: Client, page: Page) -> None:
    draft = make_page("draft", title="Draft")
    draft.revisions.update(published_at=None, published_by=None)
    Page.objects.filter(pk=page.pk).update(status=PageStatus.ARCHIVED)

    offered = soup_of(staff.get(SCREEN)).select("#id_page option")

    assert [one.text for one in offered] == [
        "— Select a page —",
        "Status (not on the site now)",
    ]


@pytest.mark.parametrize("join", [make_editor, make_analyst, make_staff_without_rights])
def test_others_may_not(page: Page, join: Any) -> None:
    client = signed_in(join())

    assert client.get(SCREEN).status_code == 403
    assert enter(client, page).status_code == 403
    assert not Submission.objects.exists()


def test_only_those_who_may_are_offered_it(staff: Client) -> None:
    link = f'a[href="{SCREEN}"]'
    listed = "/admin/feedback/submission/"
    assert soup_of(staff.get(listed)).select(link)
    assert not soup_of(signed_in(make_analyst()).get(listed)).select(link)


def test_texts_that_readers_saw_are_offered_once_the_page_is_chosen(
    staff: Client, page: Page
) -> None:
    make_revision(page, title="<i>Later</i>")
    save_draft(page=page, by=None, title="Never read")
    offered = soup_of(staff.get(SCREEN)).select("[name=revision] option")
    assert [one["value"] for one in offered] == [""]

    shown = soup_of(staff.post(SCREEN, filled_in(page, _texts="1", summary="Kept")))

    assert [one.text for one in shown.select("[name=revision] option")] == [
        "What readers see now, or saw last",
        "Published 16 July 2026, 00:30: “<i>Later</i>” (2)",
        "Published 16 July 2026, 00:30: “Status” (1)",
    ]
    assert shown.select_one("[name=summary]")["value"] == "Kept"  # type: ignore[index]
    assert shown.select(".app-errors") == []
    assert not Submission.objects.exists()
    enter(staff, page, revision="1")
    assert Submission.objects.get().revision.number == 1
