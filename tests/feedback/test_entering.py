"""Entering feedback for whoever gave it: what is kept, and how it is told apart."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from feedback.entering import NeverRead, enter_feedback, revision_read
from feedback.models import ContactDetails, Organisation, Role, Source, Submission
from feedback.submitting import Words
from pages.lifecycle.publishing import save_draft
from pages.models import Page, PageStatus
from tests.feedback.factories import make_moderator, make_revision, make_submission

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def summer(time_machine: Any) -> None:
    time_machine.move_to("2026-07-15 23:30:00+00:00", tick=False)  # already the 16th in London


@pytest.fixture
def moderator() -> User:
    return make_moderator()


def words(**changes: Any) -> Words:
    said: dict[str, Any] = {
        "sentiment": None,
        "summary": "Not enough about small teams",
        "details": "",
        "role": Role.objects.get(slug="la-data"),
        "organisation": "Rutland County Council",
        "email": "",
    }
    return Words(**said | changes)


def enter(page: Page, by: User, **changes: Any) -> Submission:
    given: dict[str, Any] = {
        "revision": page.published_revision,
        "words": words(),
        "source": Source.WORKSHOP,
        "given_on": date(2026, 7, 1),
        "key": "a",
    }
    return enter_feedback(page=page, by=by, **given | changes)


def test_it_is_kept_with_its_source_its_day_and_who_entered_it(page: Page, moderator: User) -> None:
    entered = enter(page, moderator, words=words(email="told@example.org"))

    stored = Submission.objects.get()
    assert entered == stored
    assert stored.source == "workshop"
    assert stored.received_at == datetime(2026, 6, 30, 23, tzinfo=UTC)  # 1 July begins in London
    assert stored.entered_at == datetime(2026, 7, 15, 23, 30, tzinfo=UTC)
    assert stored.entered_by == moderator
    assert stored.organisation == Organisation.objects.get(name="Rutland")
    assert (stored.triage_status, stored.suspected_spam) == ("new", False)
    assert stored.reference.startswith("COE-")
    contact = ContactDetails.objects.get()
    assert (contact.email, contact.may_contact) == ("told@example.org", True)


def test_organisation_is_the_one_of_that_day(page: Page, moderator: User) -> None:
    Organisation.objects.filter(name="Rutland").update(valid_to=date(2026, 7, 2))

    before = enter(page, moderator)
    after = enter(page, moderator, given_on=date(2026, 7, 2))

    assert before.organisation is not None
    assert after.organisation is None


def test_a_double_click_is_one_row_and_the_same_words_again_are_two(
    page: Page, moderator: User
) -> None:
    first = enter(page, moderator, key="one")
    again = enter(page, moderator, key="one")
    other = enter(page, moderator, key="two")

    assert first == again
    assert first != other
    assert Submission.objects.count() == 2


def test_without_a_key_the_same_words_from_somebody_else_are_another_piece(
    page: Page, moderator: User
) -> None:
    first = enter(page, moderator, key="")
    assert enter(page, moderator, key="") == first
    assert enter(page, make_moderator("may"), key="") != first


@pytest.mark.parametrize(
    "facts",
    [
        {"source": "workshop"},
        {"source": "site", "entered_at": datetime(2026, 7, 1, tzinfo=UTC)},
        {"source": "paper", "entered_at": datetime(2026, 7, 1, tzinfo=UTC)},
    ],
)
def test_database_holds_that_whoever_entered_it_is_known(page: Page, facts: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_submission(page, **facts)


# Which text they read


def test_live_text_unless_another_is_named(page: Page) -> None:
    first = page.published_revision
    assert first is not None
    second = make_revision(page)
    page.refresh_from_db()

    assert revision_read(page, None) == second
    assert revision_read(page, first.number) == first


def test_last_text_of_a_page_that_was_withdrawn(page: Page, time_machine: Any) -> None:
    time_machine.shift(timedelta(days=1))
    second = make_revision(page)
    save_draft(page=page, by=None, title="Never shown")
    Page.objects.filter(pk=page.pk).update(status=PageStatus.ARCHIVED, published_revision=None)
    page.refresh_from_db()

    assert revision_read(page, None) == second


def test_text_that_readers_never_saw_is_refused_with_those_they_did(page: Page) -> None:
    save_draft(page=page, by=None, title="Draft")

    with pytest.raises(NeverRead, match="Readers saw only revision 1 of this page"):
        revision_read(page, 2)
    make_revision(page)
    with pytest.raises(NeverRead, match="Readers saw revisions 1 and 3 of this page"):
        revision_read(page, 2)
