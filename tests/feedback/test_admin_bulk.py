"""One decision on many pieces: chosen, looked at, confirmed, and never over somebody else's."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User

from feedback.models import TriageEvent, TriageStatus
from feedback.triage import change_status
from pages.models import Page
from tests.feedback.factories import make_moderator, make_submission, signed_in
from tests.feedback.screens import BULK, chosen, confirmed, messages_of, statuses

pytestmark = pytest.mark.django_db


def test_chosen_pieces_are_shown_before_anything_changes(page: Page, moderator: User) -> None:
    first, second = make_submission(page, summary="First"), make_submission(page, summary="Second")
    make_submission(page, summary="Third")

    response = signed_in(moderator).post(BULK, chosen(first, second))

    body = response.content.decode()
    assert response.status_code == 200
    assert "Change the status of 2 pieces" in body
    assert "First" in body
    assert "Second" in body
    assert "Third" not in body
    assert statuses() == ["new", "new", "new"]


def test_the_versions_are_those_that_were_on_the_list(page: Page, moderator: User) -> None:
    submission = make_submission(page)
    sent = chosen(submission)
    change_status(
        submission_id=submission.pk,
        to=TriageStatus.ACTIONED,
        by=moderator,
        note="",
        seen_version=1,
    )

    response = signed_in(moderator).post(BULK, sent)

    seen = BeautifulSoup(response.content, "html.parser").select_one("input[name=seen]")
    assert seen is not None
    assert seen["value"] == f"{submission.pk}-1"


def test_confirm_changes_all_with_one_note_and_keeps_the_filters(
    page: Page, moderator: User
) -> None:
    pieces = [make_submission(page) for _ in range(3)]
    client = signed_in(moderator)

    response = client.post(f"{BULK}?role=la-data", confirmed(*pieces, note="All one advert."))

    assert response["Location"] == "/admin/feedback/submission/?status=new&role=la-data"
    assert messages_of(client, response) == ["3 pieces changed to “No action”."]
    assert statuses() == ["no_action"] * 3
    assert list(TriageEvent.objects.values_list("note", flat=True)) == ["All one advert."] * 3


def test_confirm_names_and_skips_what_changed_meanwhile(page: Page, moderator: User) -> None:
    mine, theirs = make_submission(page), make_submission(page)
    sent = confirmed(mine, theirs)
    maria = make_moderator("maria", first_name="Maria", last_name="Silva")
    change_status(submission_id=theirs.pk, to=TriageStatus.SPAM, by=maria, note="", seen_version=1)
    client = signed_in(moderator)

    response = client.post(BULK, sent)

    done, skipped = messages_of(client, response)
    assert done == "1 piece changed to “No action”."
    assert skipped.startswith(
        f"{theirs.reference} left alone. Maria Silva changed this from “New” to “Spam” on "
    )
    assert statuses() == ["no_action", "spam"]


def test_confirm_leaves_alone_what_is_already_so(page: Page, moderator: User) -> None:
    pieces = [make_submission(page), make_submission(page)]
    client = signed_in(moderator)
    response = client.post(BULK, confirmed(*pieces, status="new"))
    assert messages_of(client, response) == ["2 pieces left alone: already “New”."]
    assert not TriageEvent.objects.exists()


def test_everything_that_matches_can_be_chosen(page: Page, moderator: User) -> None:
    make_submission(page, role="cg-data")
    for _ in range(3):
        make_submission(page)
    response = signed_in(moderator).post(f"{BULK}?role=la-data", {"everything": "1"})
    assert "Change the status of 3 pieces" in response.content.decode()


def test_pieces_that_are_not_there_are_passed_over_and_said(page: Page, moderator: User) -> None:
    submission = make_submission(page)
    gone = "999999999999999999-1"
    client = signed_in(moderator)

    screen = client.post(BULK, {"chosen": [gone, f"{submission.pk}-1"]}).content.decode()
    assert "Change the status of 1 piece" in screen
    assert "1 piece of those you chose is no longer here." in screen

    response = client.post(BULK, confirmed(submission, seen=f"{submission.pk}-1 {gone}"))
    assert messages_of(client, response) == [
        "1 piece changed to “No action”.",
        "1 piece left alone: no longer here.",
    ]
    assert statuses() == ["no_action"]

    nothing = client.post(BULK, {"chosen": [gone]})
    assert messages_of(client, nothing) == ["What you chose is no longer here."]


def test_statuses_are_those_of_the_versions_that_were_on_the_list(
    page: Page, moderator: User
) -> None:
    submission = make_submission(page)
    sent = confirmed(submission, status="")
    for version, to in enumerate([TriageStatus.ACTIONED, TriageStatus.SPAM], start=1):
        change_status(
            submission_id=submission.pk, to=to, by=moderator, note="", seen_version=version
        )

    response = signed_in(moderator).post(BULK, sent)

    assert response.status_code == 422
    (row,) = BeautifulSoup(response.content, "html.parser").select("tbody tr")
    assert " ".join(row.get_text(" ").split()) == (
        f"{submission.reference} {submission.summary} New "
        "Now “Spam”: changed since, so it will be left alone"
    )


def test_a_second_click_changes_nothing_more(page: Page, moderator: User) -> None:
    sent = confirmed(make_submission(page))
    client = signed_in(moderator)
    client.post(BULK, sent)
    response = client.post(BULK, sent)
    assert messages_of(client, response)[-1] == "1 piece changed to “No action”."
    assert TriageEvent.objects.count() == 1
