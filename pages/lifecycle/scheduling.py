"""Publish and withdraw at a time: readers see it from that moment on, and nothing runs beside."""

import logging
from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import Min, Q
from django.utils import timezone

from pages.lifecycle.publishing import publish
from pages.lifecycle.standing import Change, keep_standing, lock_page, note_event, standing_of
from pages.lifecycle.withdrawing import withdraw
from pages.models import Page, PageRevision, PageStatus
from pages.moments import from_then
from pages.rendering import RenderingRefused

logger = logging.getLogger("coe_site.schedule")


@transaction.atomic
def schedule_publication(*, revision: PageRevision, at: datetime, by: User) -> Change:
    """Put these words before readers then. Takes the place of what was scheduled before.

    Raises ValidationError, with the reason, for a moment or a page that can't be.
    """
    page = lock_page(revision.page_id)
    _refuse_past(at)
    if page.status == PageStatus.ARCHIVED:
        raise ValidationError("This page is archived. Bring it back first.")
    if page.published_revision_id == revision.pk:
        raise ValidationError(f"Readers see revision {revision.number} already.")
    if not revision.body.strip():
        raise ValidationError("Enter the text before you publish the page.")
    if page.withdraw_at is not None and at >= page.withdraw_at:
        raise ValidationError(
            f"The page is to be unpublished {from_then(page.withdraw_at)}. Choose a time before "
            "that, or cancel it first."
        )
    before = standing_of(page)
    page.publish_at, page.scheduled_revision, page.scheduled_by = at, revision, by
    words = f"Scheduled revision {revision.number} to be published {from_then(at)}."
    note_event(page=page, by=by, words=words)
    return keep_standing(page, before=before)


@transaction.atomic
def schedule_withdrawal(*, page: Page, at: datetime, by: User) -> Change:
    """Take the page away from readers then. Raises ValidationError, with the reason, if it can't
    be."""
    page = lock_page(page.pk)
    _refuse_past(at)
    if page.is_home:
        raise ValidationError("The home page stays: every other page leads back to it.")
    if not page.is_published and page.publish_at is None:
        raise ValidationError("Readers can’t see this page: publish it, or say when, first.")
    if page.publish_at is not None and at <= page.publish_at:
        raise ValidationError(
            f"The page is to be published {from_then(page.publish_at)}. Choose a time after that."
        )
    before = standing_of(page)
    page.withdraw_at, page.withdraw_set_by = at, by
    note_event(page=page, by=by, words=f"Scheduled to be unpublished {from_then(at)}.")
    return keep_standing(page, before=before)


@transaction.atomic
def cancel_publication(*, page: Page, by: User) -> Change:
    """With it goes a withdrawal of what readers would then never have seen."""
    page = lock_page(page.pk)
    if page.publish_at is None:
        raise ValidationError("No publication is scheduled any more.")
    before = standing_of(page)
    page.publish_at = page.scheduled_revision = page.scheduled_by = None
    if not page.is_published:
        page.withdraw_at = page.withdraw_set_by = None
    note_event(page=page, by=by, words="Cancelled the scheduled publication.")
    return keep_standing(page, before=before)


@transaction.atomic
def cancel_withdrawal(*, page: Page, by: User) -> Change:
    page = lock_page(page.pk)
    if page.withdraw_at is None:
        raise ValidationError("Nothing is scheduled to be unpublished any more.")
    before = standing_of(page)
    page.withdraw_at = page.withdraw_set_by = None
    note_event(page=page, by=by, words="Cancelled the scheduled unpublishing.")
    return keep_standing(page, before=before)


def next_due() -> datetime | None:
    """The earliest moment at which readers will see something else, past ones included."""
    found = Page.objects.aggregate(publish=Min("publish_at"), withdraw=Min("withdraw_at"))
    return min(filter(None, found.values()), default=None)


def apply_what_is_due() -> None:
    """`publish_what_is_due`, for those who read: where it fails they get the site as it stands."""
    try:
        if Page.objects.filter(_is_due_by(timezone.now())).exists():
            publish_what_is_due()
    except DatabaseError:
        logger.exception("What is due could not be published or withdrawn.")


@transaction.atomic
def publish_what_is_due() -> int:
    """Do what was scheduled for now or before, as of its own moment; returns for how many pages.

    A page that somebody is at work on is left to the next reader.
    """
    now = timezone.now()
    rows = Page.objects.select_for_update(skip_locked=True, no_key=True)
    pages = list(rows.filter(_is_due_by(now)).order_by("pk"))
    for page in pages:
        if page.publish_at is not None and page.publish_at <= now:
            _publish(page)
            page.refresh_from_db()
        if page.withdraw_at is not None and page.withdraw_at <= now:
            _withdraw(page)
    return len(pages)


def _is_due_by(moment: datetime) -> Q:
    return Q(publish_at__lte=moment) | Q(withdraw_at__lte=moment)


def _publish(page: Page) -> None:
    """Not what was archived, nor over newer words, whoever put them there meanwhile."""
    revision, by, at = page.scheduled_revision, page.scheduled_by, page.publish_at
    assert revision is not None  # a constraint of the table
    page.publish_at = page.scheduled_revision = page.scheduled_by = None
    page.save(update_fields=["publish_at", "scheduled_revision", "scheduled_by", "updated_at"])
    reason = _why_not(page, revision)
    if not reason:
        try:
            publish(revision=revision, by=by, at=at)
        except RenderingRefused as refusal:
            reason = str(refusal)
    if reason:
        words = f"Revision {revision.number} was not published as scheduled. {reason}"
        note_event(page=page, by=by, words=words, at=at)


def _why_not(page: Page, revision: PageRevision) -> str:
    live = page.published_revision
    if page.status == PageStatus.ARCHIVED:
        return "The page had been archived."
    if live is not None and live.number > revision.number:
        return f"Readers saw revision {live.number} already."
    return ""


def _withdraw(page: Page) -> None:
    if page.is_published and not page.is_home:
        withdraw(page=page, by=page.withdraw_set_by, at=page.withdraw_at)
    else:  # somebody was quicker
        page.withdraw_at = page.withdraw_set_by = None
        page.save(update_fields=["withdraw_at", "withdraw_set_by", "updated_at"])


def _refuse_past(at: datetime) -> None:
    if at <= timezone.now():
        raise ValidationError("That time has passed. Choose one to come.")
