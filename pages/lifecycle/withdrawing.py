"""Take a page away from readers, for now or for good, and bring it back."""

from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from pages.lifecycle.standing import Change, keep_standing, lock_page, note_event, standing_of
from pages.models import Page, PageStatus


@transaction.atomic
def withdraw(*, page: Page, by: User | None, at: datetime | None = None) -> Change:
    """Readers no longer see it; its words stay as they are. A publication to come still comes.

    `at` is when, if it was due before now. Raises ValidationError, with the reason.
    """
    page = lock_page(page.pk)
    refuse_withdrawal(page)
    before = standing_of(page)
    _take_down(page)
    words = "Unpublished the page, as scheduled." if at else "Unpublished the page."
    note_event(page=page, by=by, words=words, at=at)
    return keep_standing(page, before=before)


@transaction.atomic
def archive(*, page: Page, by: User | None) -> Change:
    """Out of use: its address says that it was withdrawn, and nothing more is scheduled for it."""
    page = lock_page(page.pk)
    refuse_archiving(page)
    before = standing_of(page)
    page.publish_at = page.scheduled_revision = page.scheduled_by = None
    _take_down(page)
    page.status = PageStatus.ARCHIVED
    note_event(page=page, by=by, words="Archived the page.")
    return keep_standing(page, before=before)


@transaction.atomic
def bring_back(*, page: Page, by: User | None) -> Change:
    """From the archive to the drafts, to be worked on and published again."""
    page = lock_page(page.pk)
    if page.status != PageStatus.ARCHIVED:
        raise ValidationError("This page is not in the archive.")
    before = standing_of(page)
    page.status = PageStatus.DRAFT
    note_event(page=page, by=by, words="Brought the page back as a draft.")
    return keep_standing(page, before=before)


def refuse_withdrawal(page: Page) -> None:
    """Raises ValidationError, with the reason, for a page that can't be withdrawn."""
    _refuse_home(page)
    if not page.is_published:
        raise ValidationError("Readers can’t see this page already.")


def refuse_archiving(page: Page) -> None:
    """Raises ValidationError, with the reason, for a page that can't be archived."""
    _refuse_home(page)
    if page.status == PageStatus.ARCHIVED:
        raise ValidationError("This page is archived already.")


def _take_down(page: Page) -> None:
    page.status = PageStatus.DRAFT
    page.published_revision = None
    if page.publish_at is None:  # else it is about the text to come
        page.withdraw_at = page.withdraw_set_by = None


def _refuse_home(page: Page) -> None:
    if page.is_home:
        raise ValidationError("The home page stays: every other page leads back to it.")
