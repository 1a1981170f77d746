"""What is scheduled is refused with a reason, or kept until it is due or cancelled."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from pages.lifecycle.publishing import publish, save_draft
from pages.lifecycle.scheduling import (
    cancel_publication,
    cancel_withdrawal,
    next_due,
    schedule_publication,
    schedule_withdrawal,
)
from pages.lifecycle.withdrawing import archive, withdraw
from pages.models import Page, PageStatus
from tests.pages.factories import make_draft, make_page, make_staff, newest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_morning")]

NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)
NOON, EVENING = NOW + timedelta(hours=3), NOW + timedelta(hours=9)


@pytest.fixture
def _morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def sam() -> User:
    return make_staff("sam")


def events(page: Page) -> list[str]:
    rows = LogEntry.objects.filter(object_id=str(page.pk)).order_by("pk")
    return list(rows.values_list("change_message", flat=True))


def test_publication_waits_with_its_text_and_who_set_it(sam: User) -> None:
    page = make_draft()
    schedule_publication(revision=newest(page), at=NOON, by=sam)
    page.refresh_from_db()
    assert (page.publish_at, page.scheduled_revision, page.scheduled_by) == (
        NOON,
        newest(page),
        sam,
    )
    assert (page.status, newest(page).published_at) == (PageStatus.DRAFT, None)
    assert events(page) == ["Scheduled revision 1 to be published at midday on 3 November 2026."]


def test_withdrawal_waits(sam: User) -> None:
    page = make_page()
    schedule_withdrawal(page=page, at=NOON, by=sam)
    page.refresh_from_db()
    assert (page.withdraw_at, page.withdraw_set_by, page.is_published) == (NOON, sam, True)


@pytest.mark.parametrize("at", [NOW, NOW - timedelta(seconds=1), NOW.replace(year=1066)])
def test_a_time_that_has_passed_is_refused(sam: User, at: datetime) -> None:
    page = make_draft()
    with pytest.raises(ValidationError, match=r"has passed\. Choose one to come\."):
        schedule_publication(revision=newest(page), at=at, by=sam)
    with pytest.raises(ValidationError, match="has passed"):
        schedule_withdrawal(page=page, at=at, by=sam)


def test_what_readers_see_already_is_not_scheduled(sam: User) -> None:
    page = make_page()
    with pytest.raises(ValidationError, match="Readers see revision 1 already"):
        schedule_publication(revision=newest(page), at=NOON, by=sam)


def test_a_page_without_words_is_not_scheduled(sam: User) -> None:
    page = make_draft(body=" \n")
    with pytest.raises(ValidationError, match="Enter the text before you publish the page"):
        schedule_publication(revision=newest(page), at=NOON, by=sam)


def test_an_archived_page_is_not_scheduled(sam: User) -> None:
    page = make_draft()
    archive(page=page, by=sam)
    with pytest.raises(ValidationError, match="Bring it back first"):
        schedule_publication(revision=newest(page), at=NOON, by=sam)


def test_home_is_not_withdrawn(sam: User) -> None:
    with pytest.raises(ValidationError, match="The home page stays"):
        schedule_withdrawal(page=make_page(""), at=NOON, by=sam)


def test_what_nobody_sees_or_will_see_is_not_withdrawn(sam: User) -> None:
    with pytest.raises(ValidationError, match="publish it, or say when, first"):
        schedule_withdrawal(page=make_draft(), at=NOON, by=sam)


def test_a_page_is_published_before_it_is_withdrawn(sam: User) -> None:
    page = make_draft()
    schedule_publication(revision=newest(page), at=NOON, by=sam)
    with pytest.raises(ValidationError, match="Choose a time after that"):
        schedule_withdrawal(page=page, at=NOON, by=sam)
    schedule_withdrawal(page=page, at=EVENING, by=sam)
    with pytest.raises(ValidationError, match="to be unpublished at 6pm on 3 November 2026"):
        schedule_publication(revision=newest(page), at=EVENING, by=sam)


def test_cancelled_is_forgotten(sam: User) -> None:
    page = make_draft()
    schedule_publication(revision=newest(page), at=NOON, by=sam)
    schedule_withdrawal(page=page, at=EVENING, by=sam)
    cancel_withdrawal(page=page, by=sam)
    schedule_withdrawal(page=page, at=EVENING, by=sam)
    cancel_publication(page=page, by=sam)
    page.refresh_from_db()
    assert (page.publish_at, page.scheduled_revision, page.scheduled_by) == (None, None, None)
    assert (page.withdraw_at, page.withdraw_set_by) == (None, None)


def test_cancelling_the_next_text_keeps_the_withdrawal_of_what_readers_see(sam: User) -> None:
    page = make_page()
    draft = save_draft(page=page, by=sam, title="New", body="New.")
    schedule_publication(revision=draft, at=NOON, by=sam)
    schedule_withdrawal(page=page, at=EVENING, by=sam)
    cancel_publication(page=page, by=sam)
    page.refresh_from_db()
    assert (page.publish_at, page.withdraw_at) == (None, EVENING)


def test_what_was_cancelled_already_is_said(sam: User) -> None:
    page = make_page()
    for cancel in (cancel_publication, cancel_withdrawal):
        with pytest.raises(ValidationError, match="any more"):
            cancel(page=page, by=sam)


@pytest.mark.parametrize(("published", "pending"), [(1, 2), (2, None), (3, None)])
def test_publishing_by_hand_cancels_what_is_not_newer(
    sam: User, published: int, pending: int | None
) -> None:
    page = make_draft()
    second = save_draft(page=page, by=sam, title="2", body="Two.")
    save_draft(page=page, by=sam, title="3", body="Three.")
    schedule_publication(revision=second, at=NOON, by=sam)
    publish(revision=page.revisions.get(number=published), by=sam)
    page.refresh_from_db()
    assert (page.scheduled_revision and page.scheduled_revision.number) == pending


def test_withdrawing_by_hand_forgets_only_the_withdrawal_of_what_readers_saw(sam: User) -> None:
    plain, followed = make_page("plain"), make_page("followed")
    for page in (plain, followed):
        schedule_withdrawal(page=page, at=EVENING, by=sam)
    draft = save_draft(page=followed, by=sam, title="New", body="New.")
    schedule_publication(revision=draft, at=NOON, by=sam)
    for page in (plain, followed):
        withdraw(page=page, by=sam)
        page.refresh_from_db()
    assert (plain.withdraw_at, plain.withdraw_set_by) == (None, None)
    assert (followed.publish_at, followed.withdraw_at) == (NOON, EVENING)


def test_archiving_forgets_everything_scheduled(sam: User) -> None:
    page = make_draft()
    schedule_publication(revision=newest(page), at=NOON, by=sam)
    schedule_withdrawal(page=page, at=EVENING, by=sam)
    archive(page=page, by=sam)
    page.refresh_from_db()
    assert (page.publish_at, page.scheduled_revision, page.withdraw_at) == (None, None, None)


def test_the_earliest_moment_is_known(sam: User) -> None:
    assert next_due() is None
    draft, page = make_draft("draft"), make_page("page")
    schedule_publication(revision=newest(draft), at=EVENING, by=sam)
    assert next_due() == EVENING
    schedule_withdrawal(page=page, at=NOON, by=sam)
    assert next_due() == NOON
