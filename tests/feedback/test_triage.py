"""Deciding on feedback: kept, counted, and never over somebody else's decision."""

import threading
import time
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from feedback.models import Submission, TriageEvent, TriageStatus
from feedback.triage import (
    AlreadyThatStatus,
    ChangedMeanwhile,
    change_status,
    change_status_of_many,
)
from tests.feedback.factories import make_moderator, make_page, make_submission

pytestmark = pytest.mark.django_db


def decide(submission: Submission, **changes: Any) -> Submission:
    facts: dict[str, Any] = {
        "submission_id": submission.pk,
        "to": TriageStatus.ACTIONED,
        "note": "",
        "seen_version": submission.version,
    }
    return change_status(**facts | changes)


def test_change_status_moves_it_and_says_who_and_when() -> None:
    submission, moderator = make_submission(make_page()), make_moderator()

    changed = decide(submission, by=moderator, note="Done in March.")

    stored = Submission.objects.get()
    assert stored.triage_status == TriageStatus.ACTIONED
    assert stored.triaged_by == moderator
    assert stored.triaged_at is not None
    assert stored.version == changed.version == 2
    event = TriageEvent.objects.get()
    assert (event.from_status, event.to_status, event.note, event.created_by) == (
        "new",
        "actioned",
        "Done in March.",
        moderator,
    )


def test_change_status_back_to_new_forgets_who_triaged_it() -> None:
    submission, moderator = make_submission(make_page()), make_moderator()
    changed = decide(submission, by=moderator)

    decide(changed, by=moderator, to=TriageStatus.NEW)

    stored = Submission.objects.get()
    assert (stored.triage_status, stored.triaged_at, stored.triaged_by) == ("new", None, None)
    assert TriageEvent.objects.count() == 2


def test_change_status_tells_the_second_moderator_who_was_quicker() -> None:
    submission = make_submission(make_page())
    first = make_moderator("maria", first_name="Maria", last_name="Silva")
    decide(submission, by=first, to=TriageStatus.UNDER_REVIEW, note="Asking around.")

    with pytest.raises(ChangedMeanwhile) as caught:
        decide(submission, by=make_moderator(), to=TriageStatus.SPAM)

    (event,) = caught.value.events
    assert (event.created_by, event.from_status, event.to_status) == (first, "new", "under_review")
    assert "Maria Silva changed this from “New” to “Under review” on " in str(caught.value)
    assert Submission.objects.get().triage_status == TriageStatus.UNDER_REVIEW
    assert TriageEvent.objects.count() == 1


def test_change_status_tells_everything_that_was_missed() -> None:
    submission, moderator = make_submission(make_page()), make_moderator()
    second = decide(submission, by=moderator, to=TriageStatus.UNDER_REVIEW)
    decide(second, by=moderator, to=TriageStatus.ACTIONED)

    with pytest.raises(ChangedMeanwhile) as caught:
        decide(submission, by=moderator, to=TriageStatus.SPAM)

    assert [event.to_status for event in caught.value.events] == ["under_review", "actioned"]
    assert "from “New” to “Actioned”" in str(caught.value)


def test_the_same_decision_sent_twice_is_made_once() -> None:
    submission, moderator = make_submission(make_page()), make_moderator()
    decide(submission, by=moderator, note="Done.")

    again = decide(submission, by=moderator, note="Done.")

    assert (again.triage_status, again.version) == (TriageStatus.ACTIONED, 2)
    assert TriageEvent.objects.count() == 1
    for other in ({"note": "Otherwise."}, {"by": make_moderator("maria"), "note": "Done."}):
        with pytest.raises(ChangedMeanwhile):
            decide(submission, **{"by": moderator} | other)


def test_nobody_is_told_that_they_are_somebody_else() -> None:
    submission, moderator = make_submission(make_page()), make_moderator()
    decide(submission, by=moderator)

    with pytest.raises(ChangedMeanwhile, match=r"^You changed this from “New”") as caught:
        decide(submission, by=moderator, to=TriageStatus.SPAM)

    assert caught.value.is_by_the_moderator_alone


def test_change_status_of_many_sent_twice_is_made_once_and_counts_what_is_gone() -> None:
    first, second = (make_submission(page) for page in [make_page()] * 2)
    asked: dict[str, Any] = {"to": TriageStatus.SPAM, "by": make_moderator(), "note": ""}
    change_status_of_many(seen_versions={first.pk: 1}, **asked)

    seen = {first.pk: 1, second.pk: 1, 0: 1}
    outcome = change_status_of_many(seen_versions=seen, **asked)

    assert outcome.changed == [first, second]
    assert (outcome.meanwhile, outcome.missing) == ([], 1)
    assert TriageEvent.objects.count() == 2


def test_change_status_refuses_a_version_that_never_was() -> None:
    submission = make_submission(make_page())

    with pytest.raises(ChangedMeanwhile) as caught:
        decide(submission, by=make_moderator(), seen_version=99)

    assert caught.value.events == []
    assert Submission.objects.get().triage_status == TriageStatus.NEW


def test_change_status_to_the_same_is_an_error_in_a_sentence() -> None:
    submission = make_submission(make_page())

    with pytest.raises(AlreadyThatStatus, match="already “New”"):
        decide(submission, by=make_moderator(), to=TriageStatus.NEW)

    assert not TriageEvent.objects.exists()
    assert Submission.objects.get().version == 1


def test_change_status_of_what_is_not_there() -> None:
    submission = make_submission(make_page())
    with pytest.raises(Submission.DoesNotExist):
        decide(submission, by=make_moderator(), submission_id=submission.pk + 1)


def test_change_status_of_many_leaves_alone_what_changed_meanwhile() -> None:
    page, moderator = make_page(), make_moderator()
    still, changed, same = (make_submission(page) for _ in range(3))
    seen = {still.pk: 1, changed.pk: 1, same.pk: 2}
    decide(changed, by=moderator, to=TriageStatus.SPAM)
    decide(same, by=moderator, to=TriageStatus.ACTIONED)

    outcome = change_status_of_many(
        seen_versions=seen, to=TriageStatus.ACTIONED, by=moderator, note="Together."
    )

    assert outcome.changed == [still]
    assert [one.submission for one in outcome.meanwhile] == [changed]
    assert outcome.already == [same]
    assert list(Submission.objects.order_by("pk").values_list("triage_status", "version")) == [
        ("actioned", 2),
        ("spam", 2),
        ("actioned", 2),
    ]
    assert TriageEvent.objects.filter(note="Together.").count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_decision_waits_for_the_one_being_made_and_is_then_told() -> None:
    submission = make_submission(make_page())
    first, second = make_moderator("first"), make_moderator("second")
    outcome: list[str] = []

    def decide_second() -> None:
        try:
            decide(submission, by=second, to=TriageStatus.SPAM)
            outcome.append("overwrote")
        except ChangedMeanwhile as conflict:
            outcome.append(str(conflict.events[-1].created_by))
        finally:
            connection.close()

    thread = threading.Thread(target=decide_second)
    with transaction.atomic():
        decide(submission, by=first)
        thread.start()
        wait_until_somebody_waits_for_a_lock()
    thread.join()

    assert outcome == ["first"]
    assert TriageEvent.objects.count() == 1


def wait_until_somebody_waits_for_a_lock() -> None:
    deadline = time.monotonic() + 4  # seconds: less than our lock_timeout
    waiting = "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)"
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute(waiting)
            if cursor.fetchone() == (True,):
                return
            time.sleep(0.01)
    raise AssertionError("nobody waits")


def test_database_refuses_a_decision_without_somebody() -> None:
    submission = make_submission(make_page())
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=submission.pk).update(triage_status=TriageStatus.SPAM)
