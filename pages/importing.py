"""Bring a folder of Markdown into the site: the one importer, safe to repeat."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from pages.mkdocs import PageSource, SiteDescription
from pages.models import Page, PageRevision, RevisionOrigin
from pages.moving import lock_tree
from pages.publishing import create_page, publish, save_draft
from pages.rendering import RenderingRefused


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    LEFT_ALONE = "left alone"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PageReport:
    path: str
    outcome: Outcome
    reason: str = ""

    def __str__(self) -> str:
        address = f"/{self.path}/" if self.path else "/"
        return f"{address} {self.outcome}" + (f": {self.reason}" if self.reason else "")


def bring_in(
    site: SiteDescription, *, by: User | None = None, change_note: str = ""
) -> list[PageReport]:
    """Create and update the site's pages and publish them; says per page what was done.

    A page's words are replaced only while they are an earlier import's. Its place in the menu, its
    order and whether feedback is open belong to staff from the moment the page exists.
    """
    with transaction.atomic():
        lock_tree()  # two imports at once take turns
        return list(_bring_in_each(site, by=by, change_note=change_note))


def _bring_in_each(
    site: SiteDescription, *, by: User | None, change_note: str
) -> Iterator[PageReport]:
    for source in site.pages:
        try:
            with transaction.atomic():
                report = _bring_in_one(source, by=by, change_note=change_note)
        except ValidationError as error:
            report = PageReport(source.path, Outcome.REFUSED, " ".join(error.messages))
        except RenderingRefused as refusal:
            report = PageReport(source.path, Outcome.REFUSED, str(refusal))
        yield report


def _bring_in_one(source: PageSource, *, by: User | None, change_note: str) -> PageReport:
    page = Page.objects.select_related("published_revision").filter(path=source.path).first()
    if page is None:
        page = _create(source)
        _write(page, source, by=by, change_note=change_note)
        return PageReport(source.path, Outcome.CREATED)
    newest = page.latest_revision()
    if reason := _belongs_to_staff(page, newest):
        return PageReport(source.path, Outcome.LEFT_ALONE, reason)
    if newest is not None and _words_of(newest) == (source.title, source.summary, source.body):
        return PageReport(source.path, Outcome.UNCHANGED)
    _write(page, source, by=by, change_note=change_note)
    return PageReport(source.path, Outcome.UPDATED)


def _create(source: PageSource) -> Page:
    parent = None
    if source.parent_path:
        parent = Page.objects.filter(path=source.parent_path).first()
        if parent is None:
            raise ValidationError(f"There is no page at /{source.parent_path}/ to put it under.")
    return create_page(
        slug=source.slug,
        parent=parent,
        position=source.position,
        shown_in=source.shown_in,
        feedback=source.feedback,
    )


def _write(page: Page, source: PageSource, *, by: User | None, change_note: str) -> None:
    revision = save_draft(
        page=page,
        by=by,
        title=source.title,
        summary=source.summary,
        body=source.body,
        change_note=change_note,
        origin=RevisionOrigin.IMPORT,
    )
    publish(revision=revision, by=by)


def _belongs_to_staff(page: Page, newest: PageRevision | None) -> str:
    """Why the page is not ours to change; empty when it is."""
    if newest is None:
        return "made by staff"
    live = page.published_revision
    for revision in (newest, live):
        if revision is not None and revision.origin == RevisionOrigin.EDITOR:
            return f"edited by staff (revision {revision.number})"
    if live is None or not page.is_published:
        return "withdrawn by staff"
    return ""


def _words_of(revision: PageRevision) -> tuple[str, str, str]:
    return revision.title, revision.summary, revision.body
