"""Readers see what was scheduled from its moment on, as if somebody had been there to do it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import connection, connections, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pages.lifecycle.publishing import publish, save_draft
from pages.lifecycle.renewing import set_site_setting
from pages.lifecycle.scheduling import (
    publish_what_is_due,
    schedule_publication,
    schedule_withdrawal,
)
from pages.models import Page, PageRevision, PageStatus, SiteSetting
from pages.navigation import load_site_tree
from tests.pages.factories import make_draft, make_page, make_staff, newest

NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)
NOON, EVENING = NOW + timedelta(hours=3), NOW + timedelta(hours=9)
LATER = NOON + timedelta(minutes=7)


@pytest.fixture
def clock(time_machine: Any) -> Any:
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def sam(db: None) -> User:
    return make_staff("sam")


def statuses(client: Client, *addresses: str) -> list[int]:
    return [client.get(address).status_code for address in addresses]


def test_page_appears_at_its_time(client: Client, clock: Any, sam: User) -> None:
    make_page("", title="Home")
    page = make_draft("plans", title="Plans")
    schedule_publication(revision=newest(page), at=NOON, by=sam)

    clock.move_to(NOON - timedelta(seconds=1))
    assert statuses(client, "/plans/") == [404]
    assert b"Plans" not in client.get("/").content
    clock.move_to(NOON)
    assert statuses(client, "/plans/") == [200]
    assert b"Plans" in client.get("/").content


def test_publication_is_dated_to_its_own_moment(clock: Any, sam: User) -> None:
    page = make_draft()
    schedule_publication(revision=newest(page), at=NOON, by=sam)
    clock.move_to(LATER)
    assert load_site_tree().find("status") is not None
    page.refresh_from_db()
    live = page.published_revision
    assert live is not None
    assert (live.published_at, live.published_by, page.text_changed_at) == (NOON, sam, NOON)
    assert (page.publish_at, page.scheduled_revision, page.scheduled_by) == (None, None, None)
    event = LogEntry.objects.latest("pk")
    assert (event.change_message, event.user, event.action_time) == (
        "Published revision 1, as scheduled.",
        sam,
        NOON,
    )


def test_page_vanishes_at_its_time(client: Client, clock: Any, sam: User) -> None:
    page = make_page("plans")
    schedule_withdrawal(page=page, at=NOON, by=sam)
    clock.move_to(LATER)
    assert statuses(client, "/plans/", "/plans/") == [404, 404]
    page.refresh_from_db()
    assert (page.status, page.published_revision, page.withdraw_at) == ("draft", None, None)
    assert LogEntry.objects.latest("pk").action_time == NOON


def test_page_that_nobody_read_in_time_is_published_and_withdrawn(clock: Any, sam: User) -> None:
    page = make_draft()
    schedule_publication(revision=newest(page), at=NOON, by=sam)
    schedule_withdrawal(page=page, at=EVENING, by=sam)
    clock.move_to(EVENING)
    assert publish_what_is_due() == 1
    page.refresh_from_db()
    assert (page.status, newest(page).published_at) == (PageStatus.DRAFT, NOON)
    assert publish_what_is_due() == 0


def test_tree_stays_one_query_while_nothing_is_due(
    clock: Any, sam: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    schedule_publication(revision=newest(make_draft("draft")), at=NOON, by=sam)
    schedule_withdrawal(page=make_page("page"), at=NOON, by=sam)
    with django_assert_num_queries(1):
        assert [page.path for page in load_site_tree().pages] == ["page"]
    clock.move_to(NOON)
    assert [page.path for page in load_site_tree().pages] == ["draft"]
    with django_assert_num_queries(1):
        load_site_tree()


def test_archived_meanwhile_is_not_published(clock: Any, sam: User) -> None:
    page = make_draft()
    schedule_publication(revision=newest(page), at=NOON, by=sam)
    Page.objects.filter(pk=page.pk).update(status=PageStatus.ARCHIVED)
    clock.move_to(NOON)
    publish_what_is_due()
    page.refresh_from_db()
    assert (page.status, page.publish_at) == (PageStatus.ARCHIVED, None)
    assert "had been archived" in LogEntry.objects.latest("pk").change_message


def test_newer_words_that_readers_see_stay(clock: Any, sam: User) -> None:
    page = make_draft()
    schedule_publication(revision=newest(page), at=NOON, by=sam)
    second = save_draft(page=page, by=sam, title="2", body="Two.")
    publish(revision=second, by=sam)
    Page.objects.filter(pk=page.pk).update(
        publish_at=NOON, scheduled_revision=page.revisions.get(number=1)
    )
    clock.move_to(NOON)
    publish_what_is_due()
    page.refresh_from_db()
    assert (page.published_revision, page.publish_at) == (second, None)


def test_withdrawn_by_hand_meanwhile_is_no_mistake(clock: Any, sam: User) -> None:
    page = make_page()
    schedule_withdrawal(page=page, at=NOON, by=sam)
    Page.objects.filter(pk=page.pk).update(status=PageStatus.DRAFT, published_revision=None)
    clock.move_to(NOON)
    assert publish_what_is_due() == 1
    page.refresh_from_db()
    assert page.withdraw_at is None


def test_words_that_can_no_longer_be_shown_hold_nobody_else_up(clock: Any, sam: User) -> None:
    asking = make_page("asking", body="x" * 60_000 + "{{ foi_contact }}")
    publish(revision=save_draft(page=asking, by=sam, title="2", body="Two."), by=sam)
    other = make_draft("other")
    first = asking.revisions.get(number=1)
    setting = SiteSetting.objects.get(slug="foi_contact")
    set_site_setting(setting=setting, value="y" * 60_000, by=None)
    Page.objects.filter(pk=asking.pk).update(published_revision=None, status=PageStatus.DRAFT)
    for revision in (first, newest(other)):
        schedule_publication(revision=revision, at=NOON, by=sam)
    clock.move_to(NOON)
    assert [page.path for page in load_site_tree().pages] == ["other"]
    assert not Page.objects.filter(publish_at__isnull=False).exists()


@pytest.mark.django_db(transaction=True)
def test_page_somebody_is_at_work_on_is_left_to_the_next_reader(clock: Any) -> None:
    page = make_draft()
    Page.objects.update(publish_at=NOON, scheduled_revision=newest(page))
    clock.move_to(NOON)
    other = connections.create_connection("default")
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pages_page WHERE id = %s FOR NO KEY UPDATE", [page.pk])
        assert load_site_tree().pages == []
    finally:
        other.rollback()
        other.close()
    assert len(load_site_tree().pages) == 1


def test_readers_get_the_site_where_nothing_can_be_written(
    client: Client, clock: Any, sam: User
) -> None:
    make_page("stays")
    draft, page = make_draft("draft"), make_page("page")
    schedule_publication(revision=newest(draft), at=NOON, by=sam)
    schedule_withdrawal(page=page, at=NOON, by=sam)
    clock.move_to(NOON)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL transaction_read_only = on")
        assert statuses(client, "/stays/", "/draft/", "/page/") == [200, 404, 404]
        transaction.set_rollback(True)
    assert PageRevision.objects.get(page=draft).published_at is None
