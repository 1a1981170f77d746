"""Bring a folder of Markdown into the site: the one importer, safe to repeat."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from pages.bringing_figures import bring_in_figures, with_new_names
from pages.lifecycle.publishing import create_page, publish, save_draft
from pages.mkdocs import Known, PageSource, SiteDescription
from pages.mkdocs.notes import Notes
from pages.models import Page, PageRevision, PageStatus, RevisionOrigin, SiteSetting
from pages.moving import keep_old_address, lock_tree
from pages.placing import place_as_said, say_if_placed_otherwise
from pages.rendering import RenderingRefused

# What a page may ask for that is no site setting.
_SHORT_CODES = frozenset({"system_map"})


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    PUBLISHED = "published"
    UNCHANGED = "unchanged"
    LEFT_ALONE = "left alone"
    REFUSED = "refused"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class PageReport:
    path: str
    outcome: Outcome
    reason: str = ""
    notes: Notes = field(default_factory=Notes)
    file: str = ""

    def __str__(self) -> str:
        if self.outcome is Outcome.MISSING:
            return f"{self.path} {self.outcome}: {self.reason}"
        address = f"/{self.path}/" if self.path else "/"
        return f"{address} {self.outcome}" + (f": {self.reason}" if self.reason else "")


@dataclass(frozen=True, slots=True)
class _How:
    """What was asked for, the same for every page."""

    by: User | None
    note: str
    origin: RevisionOrigin
    is_publishing: bool
    is_placing: bool
    is_export: bool


def what_is_known() -> Known:
    """What a folder's words may lead to or ask for that is on the site already."""
    return Known(
        paths=frozenset(Page.objects.values_list("path", flat=True)),
        short_codes=_SHORT_CODES | set(SiteSetting.objects.values_list("slug", flat=True)),
    )


def try_to_bring_in(
    site: SiteDescription, *, is_publishing: bool, is_placing: bool = False
) -> list[PageReport]:
    """What `bring_in` would do; nothing is changed."""
    with transaction.atomic():
        reports = bring_in(site, is_publishing=is_publishing, is_placing=is_placing)
        transaction.set_rollback(True)
    return reports


def bring_in(
    site: SiteDescription,
    *,
    by: User | None = None,
    change_note: str = "",
    origin: RevisionOrigin = RevisionOrigin.IMPORT,
    is_publishing: bool = True,
    is_placing: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> list[PageReport]:
    """Create and update the site's pages, and publish them if asked; says per page what was done.

    A page's words are replaced only while they are an earlier import's; what the site starts with
    replaces only itself, because it comes again with every start. Its place in the menu, its
    order and whether feedback is open belong to staff from the moment the page exists, unless
    `is_placing` asks for an export's.
    """
    reports = [PageReport(file, Outcome.MISSING, reason) for file, reason in site.missing]
    with transaction.atomic():
        lock_tree()  # two imports at once take turns
        renamed = bring_in_figures(site.figures, by=by, notes=site.notes)
        how = _How(
            by=by,
            note=change_note,
            origin=origin,
            is_publishing=is_publishing,
            is_placing=is_placing and site.is_export,
            is_export=site.is_export,
        )
        for number, page in enumerate(site.pages, start=1):
            source = replace(page, body=with_new_names(page.body, renamed))
            reports.append(_bring_in_safely(source, how))
            if progress:
                progress(number, len(site.pages))
    return reports


def counted(reports: list[PageReport]) -> Mapping[Outcome, int]:
    counts = Counter(report.outcome for report in reports)
    return {outcome: counts[outcome] for outcome in Outcome if counts[outcome]}


def _bring_in_safely(source: PageSource, how: _How) -> PageReport:
    if source.refused:
        return PageReport(source.path, Outcome.REFUSED, source.refused, source.notes, source.file)
    if source.is_draft:
        how = replace(how, is_publishing=False)
    try:
        with transaction.atomic():
            outcome, reason = _bring_in_one(source, how)
    except ValidationError as error:
        outcome, reason = Outcome.REFUSED, " ".join(error.messages)
    except RenderingRefused as refusal:
        outcome, reason = Outcome.REFUSED, str(refusal)
    return PageReport(source.path, outcome, reason, source.notes, source.file)


def _bring_in_one(source: PageSource, how: _How) -> tuple[Outcome, str]:
    page = _page_at(source.path)
    is_new = page is None
    if page is None:
        page = _create(source)
    newest = page.latest_revision()
    if reason := "" if is_new else _belongs_to_staff(page, newest):
        return Outcome.LEFT_ALONE, reason
    if how.origin == RevisionOrigin.START and _is_brought_in(newest):
        return Outcome.LEFT_ALONE, "brought in from another folder"
    _keep_old_paths(page, source)
    is_moved = how.is_placing and place_as_said(page, source)
    if how.is_export and not how.is_placing:
        say_if_placed_otherwise(page, source)
    is_same = newest is not None and _words_of(newest) == _words_in(source)
    if newest is None or not is_same:
        newest = _write(page, source, how)
    is_live = page.is_published and page.published_revision_id == newest.pk
    if how.is_publishing and not is_live:
        publish(revision=newest, by=how.by)
    if is_new:
        return Outcome.CREATED, "" if how.is_publishing else "a draft"
    if not is_same:
        return Outcome.UPDATED, "" if how.is_publishing else "a draft"
    if how.is_publishing and not is_live:
        return Outcome.PUBLISHED, ""
    return (Outcome.UPDATED, "its place or feedback") if is_moved else (Outcome.UNCHANGED, "")


def _page_at(path: str) -> Page | None:
    """The page there, or the one that stood there until staff moved it."""
    pages = Page.objects.select_related("published_revision")
    return pages.filter(path=path).first() or pages.filter(old_addresses__path=path).first()


def _create(source: PageSource) -> Page:
    parent = None
    if source.parent_path:
        parent = _page_at(source.parent_path)
        if parent is None:
            raise ValidationError(f"There is no page at /{source.parent_path}/ to put it under.")
    page = create_page(
        slug=source.slug,
        parent=parent,
        position=source.position,
        shown_in=source.shown_in,
        feedback=source.feedback.feedback,
    )
    terms = asdict(source.feedback)
    for name, value in terms.items():
        setattr(page, name, value)
    page.full_clean()
    page.save(update_fields=[*terms, "updated_at"])
    return page


def _write(page: Page, source: PageSource, how: _How) -> PageRevision:
    return save_draft(
        page=page,
        by=how.by,
        title=source.title,
        menu_title=source.menu_title,
        summary=source.summary,
        body=source.body,
        change_note=how.note,
        origin=how.origin,
    )


def _keep_old_paths(page: Page, source: PageSource) -> None:
    """Where MkDocs served the page, readers may still look for it. A page there has it, though."""
    for path in source.old_paths:
        try:
            keep_old_address(path=path, page=page)
        except ValidationError as error:
            source.notes.problem(f"/{path}/ does not lead here: {' '.join(error.messages)}")


def _belongs_to_staff(page: Page, newest: PageRevision | None) -> str:
    """Why the page is not ours to change; empty when it is."""
    if newest is None:
        return "made by staff"
    live = page.published_revision
    for revision in (newest, live):
        if revision is not None and revision.origin == RevisionOrigin.EDITOR:
            return f"edited by staff (revision {revision.number})"
    if page.publish_at is not None:
        return "scheduled by staff"
    was_read = page.revisions.filter(published_at__isnull=False)
    if page.status == PageStatus.ARCHIVED or (not page.is_published and was_read.exists()):
        return "withdrawn by staff"
    return ""


def _is_brought_in(newest: PageRevision | None) -> bool:
    return newest is not None and newest.origin == RevisionOrigin.IMPORT


def _words_of(revision: PageRevision) -> tuple[str, ...]:
    return revision.title, revision.menu_title, revision.summary, revision.body


def _words_in(source: PageSource) -> tuple[str, ...]:
    return source.title, source.menu_title, source.summary, source.body
