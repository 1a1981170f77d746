"""Write a page's words and put them before readers: every revision is made and published here."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from pages.lifecycle.renewing import renew
from pages.lifecycle.standing import STANDING, lock_page, note_event
from pages.lifecycle.words import cache_of, render_body
from pages.models import (
    FeedbackState,
    Page,
    PageRevision,
    PageStatus,
    RevisionOrigin,
    ShownIn,
)
from pages.moving import address_for, lock_tree


class EditConflict(Exception):  # noqa: N818 - it reads as English
    """Someone saved a newer revision since the words in hand were opened."""

    def __init__(self, newer: PageRevision) -> None:
        self.newer = newer
        super().__init__(f"Revision {newer.number} is newer than the one you started from.")


@transaction.atomic
def create_page(
    *,
    slug: str,
    parent: Page | None = None,
    position: int | None = None,
    shown_in: str = ShownIn.MENU,
    feedback: str = FeedbackState.INHERIT,
) -> Page:
    """A place in the tree, without words yet. Only the home page has an empty slug.

    Raises ValidationError when the address is malformed, reserved or taken.
    """
    lock_tree()
    if parent is not None:
        parent = Page.objects.get(pk=parent.pk)
    path = address_for(slug=slug, parent=parent)
    if position is None:
        last = Page.objects.filter(parent=parent).aggregate(last=Max("position"))["last"]
        position = 0 if last is None else last + 1
    return Page.objects.create(
        slug=slug,
        path=path,
        parent=parent,
        position=position,
        shown_in=shown_in,
        feedback=feedback,
    )


@transaction.atomic
def save_draft(
    *,
    page: Page,
    by: User | None,
    title: str,
    menu_title: str = "",
    summary: str = "",
    body: str = "",
    change_note: str = "",
    is_notable: bool = False,
    origin: str = RevisionOrigin.EDITOR,
    edited_from: int | None = None,
) -> PageRevision:
    """Keep these words as the page's newest revision. Readers see them once it is published.

    `edited_from` is the number of the revision the writer started from: EditConflict is raised
    when there is a newer one. RenderingRefused is raised for words that can't be shown.
    """
    Page.objects.select_for_update(no_key=True).get(pk=page.pk)
    newest = page.latest_revision()
    if edited_from is not None and newest is not None and newest.number != edited_from:
        raise EditConflict(newest)
    return PageRevision.objects.create(
        page=page,
        number=newest.number + 1 if newest else 1,
        title=title,
        menu_title=menu_title,
        summary=summary,
        body=body,
        change_note=change_note,
        is_notable=is_notable,
        origin=origin,
        created_by=by,
        **cache_of(render_body(body)),
    )


@transaction.atomic
def publish(*, revision: PageRevision, by: User | None, at: datetime | None = None) -> Page:
    """Make this revision the text readers see, and its page one they can find.

    `at` is when, if it was due before now. The pending publication of this revision or an older
    one is no longer wanted; nor is a withdrawal whose time has come already.
    """
    page = lock_page(revision.page_id)
    words = f"Published revision {revision.number}{', as scheduled' if at else ''}."
    note_event(page=page, by=by, words=words, at=at)
    at = at or timezone.now()
    if page.published_revision_id != revision.pk:
        page.text_changed_at = at
        if revision.published_at is not None:
            renew([revision.pk])  # read before, and the facts in it may have changed since
    if revision.published_at is None:
        revision.published_at = at
        revision.published_by = by
        revision.save(update_fields=["published_at", "published_by"])
    pending = page.scheduled_revision
    if pending is not None and pending.number <= revision.number:
        page.publish_at = page.scheduled_revision = page.scheduled_by = None
    if page.withdraw_at is not None and page.withdraw_at <= at:
        page.withdraw_at = page.withdraw_set_by = None
    page.published_revision = revision
    page.status = PageStatus.PUBLISHED
    page.save(update_fields=[*STANDING, "updated_at"])
    return page


@transaction.atomic
def show_in(*, page: Page, shown_in: str) -> Page:
    """Where readers find a link to the page."""
    page.shown_in = shown_in
    page.save(update_fields=["shown_in", "updated_at"])
    return page
