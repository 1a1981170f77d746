"""The decision screen: what it shows to whom, and that no decision is lost."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client

from feedback.models import Submission, TriageEvent
from pages.models import Page
from tests.feedback.factories import (
    make_administrator,
    make_analyst,
    make_editor,
    make_moderator,
    make_page,
    make_staff_without_rights,
    make_submission,
    signed_in,
)
from tests.feedback.screens import LIST, address, decision, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> Page:
    return make_page(title="Status", slug="status", body="## Content\n\nTwo people do it all.")


def test_words_come_first_then_the_decision_then_facts_then_the_page(
    page: Page, moderator: User
) -> None:
    response = signed_in(moderator).get(address(make_submission(page)))
    headings = BeautifulSoup(response.content, "html.parser").select(".app-decide h2")
    assert [heading.get_text() for heading in headings] == [
        "What was said",
        "Decision",
        "Who sent it, and when",
        "History",
        "The page as it was read",
    ]


# Deciding


def test_save_changes_the_status_and_writes_history(page: Page, moderator: User) -> None:
    submission = make_submission(page)
    client = signed_in(moderator)

    response = client.post(address(submission), decision(note="Asked\r\nthe data team."))

    assert response.status_code == 302
    submission.refresh_from_db()
    assert (submission.triage_status, submission.triaged_by) == ("under_review", moderator)
    assert TriageEvent.objects.get().note == "Asked\nthe data team."
    shown = text_of(client.get(response["Location"]))
    assert "mo changed it from New to Under review on" in shown
    assert "Asked the data team." in shown


def test_save_takes_nothing_but_status_and_note(page: Page, moderator: User) -> None:
    submission = make_submission(page)
    before: dict[str, Any] = dict(Submission.objects.values().get())

    signed_in(moderator).post(
        address(submission),
        decision(
            summary="Reworded",
            details="Reworded",
            organisation="1",
            owner=str(moderator.pk),
            reference="COE-22222-22222",
            may_publish="on",
            suspected_spam="on",
            triaged_at="2020-01-01",
            version="7",
        ),
    )

    after: dict[str, Any] = dict(Submission.objects.values().get())
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"triage_status", "triaged_at", "triaged_by_id", "version", "updated_at"}
    assert after["version"] == 2


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"status": ""}, "Select a status"),
        ({"status": "nonsense"}, "Select a status from the list"),
        ({"status": "new"}, "This is already “New”."),
        ({"note": "x" * 2001}, "Note must be 2,000 characters or fewer"),
        ({"seen_version": ""}, "Open this piece again from the list"),
        ({"seen_version": "x"}, "Open this piece again from the list"),
        ({"seen_version": "9" * 30}, "Open this piece again from the list"),
    ],
)
def test_save_says_what_is_wrong_and_keeps_the_words(
    page: Page, moderator: User, changes: dict[str, str], message: str
) -> None:
    submission = make_submission(page)

    response = signed_in(moderator).post(
        address(submission), decision(**{"note": "My own words."} | changes)
    )

    assert response.status_code == 422
    soup = BeautifulSoup(response.content, "html.parser")
    assert message in text_of(response)
    assert soup.title is not None
    assert soup.title.get_text().startswith("Error: ")
    assert (changes.get("note") or "My own words.") in soup.select_one("textarea").get_text()  # type: ignore[union-attr]
    assert not TriageEvent.objects.exists()


def test_the_second_moderator_is_told_and_can_save_again(page: Page, moderator: User) -> None:
    submission = make_submission(page)
    first = make_moderator("maria", first_name="Maria", last_name="Silva")
    signed_in(first).post(address(submission), decision(note="Mine first."))
    client = signed_in(moderator)

    response = client.post(address(submission), decision(status="spam", note="It is an advert."))

    assert response.status_code == 409
    words = text_of(response)
    assert "Maria Silva changed this from “New” to “Under review” on " in words
    assert "Mine first." in words
    soup = BeautifulSoup(response.content, "html.parser")
    assert "It is an advert." in soup.select_one("textarea").get_text()  # type: ignore[union-attr]
    assert soup.select_one("input[name=status][checked]")["value"] == "spam"  # type: ignore[index]
    version = soup.select_one("input[name=seen_version]")["value"]  # type: ignore[index]
    assert version == "2"
    submission.refresh_from_db()
    assert submission.triage_status == "under_review"

    again = decision(status="spam", note="It is an advert.", seen_version=str(version))
    assert client.post(address(submission), again).status_code == 302
    submission.refresh_from_db()
    assert submission.triage_status == "spam"


def test_a_second_click_on_save_is_a_success(page: Page, moderator: User) -> None:
    submission = make_submission(page)
    client = signed_in(moderator)
    first, second = (client.post(address(submission), decision(note="Yes.")) for _ in range(2))
    assert (second.status_code, second["Location"]) == (302, first["Location"])
    assert TriageEvent.objects.count() == 1


def test_a_moderator_with_two_windows_is_not_told_of_somebody_else(
    page: Page, moderator: User
) -> None:
    submission = make_submission(page)
    client = signed_in(moderator)
    client.post(address(submission), decision(note="Mine."))
    response = client.post(address(submission), decision(status="spam"))
    words = text_of(response)
    assert response.status_code == 409
    assert "you have changed this since You changed this from “New”" in words
    assert "You: New to Under review, with the note “ Mine. ”" in words
    assert "somebody else" not in words


# Save and next


def test_save_and_next_keeps_the_filters_and_the_place(page: Page, moderator: User) -> None:
    other = make_submission(page, summary="Other role", role="cg-data")
    last = make_submission(page, summary="Last")
    here = make_submission(page, summary="Here")
    first = make_submission(page, summary="First")
    client = signed_in(moderator)
    filters = "status=new&role=la-data"

    def save_and_next(submission: Submission) -> str:
        sent = decision() | {"_next": "1"}
        return client.post(address(submission, filters), sent)["Location"]

    assert save_and_next(here) == address(last, filters)
    assert save_and_next(last) == address(first, filters)
    assert save_and_next(first) == f"{LIST}?{filters}"
    assert Submission.objects.awaiting_triage().get() == other


def test_save_and_next_oldest_first(page: Page, moderator: User) -> None:
    first = make_submission(page)
    second = make_submission(page)
    response = signed_in(moderator).post(
        address(first, "order=oldest"), decision() | {"_next": "1"}
    )
    assert response["Location"] == address(second, "status=new&order=oldest")


def test_garbage_in_the_kept_filters_is_left_out(page: Page, moderator: User) -> None:
    submission = make_submission(page)
    response = signed_in(moderator).post(
        address(submission, "role=nonsense&x=1&received_to=9999-12-31"), decision()
    )
    assert response["Location"] == address(submission, "status=new")


# Who may


@pytest.mark.parametrize(
    ("make", "reads", "decides"),
    [
        (make_editor, 403, 403),
        (make_staff_without_rights, 403, 403),
        (make_analyst, 200, 403),
        (make_moderator, 200, 302),
        (make_administrator, 200, 302),
    ],
)
def test_who_may_read_and_decide(page: Page, make: Any, reads: int, decides: int) -> None:
    submission = make_submission(page, summary="Only for some")
    client = signed_in(make())
    read = client.get(address(submission))
    assert read.status_code == reads
    assert ("Only for some" in read.content.decode()) is (reads == 200)
    assert ('name="status"' in read.content.decode()) is (decides == 302)
    assert client.post(address(submission), decision()).status_code == decides
    assert TriageEvent.objects.exists() is (decides == 302)


def test_a_visitor_is_sent_to_sign_in(client: Client, page: Page) -> None:
    submission = make_submission(page)
    for response in [
        client.get(address(submission)),
        client.post(address(submission), decision()),
    ]:
        assert response["Location"].startswith("/admin/login/")
    assert not TriageEvent.objects.exists()


def test_a_decision_needs_the_token_of_our_own_form(page: Page, moderator: User) -> None:
    submission = make_submission(page)
    client = Client(enforce_csrf_checks=True)
    client.force_login(moderator, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(address(submission), decision()).status_code == 403


def test_other_methods_are_refused(page: Page, moderator: User) -> None:
    assert signed_in(moderator).put(address(make_submission(page))).status_code == 405
