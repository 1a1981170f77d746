"""All pages as the staff see them: where each stands, in what state, and who changed it last."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.formats import date_format
from django.utils.timezone import localtime, now

from pages.lifecycle.scheduling import apply_what_is_due
from pages.models import Page, PageRevision, PageStatus, ShownIn
from pages.people import name_of

STATES = {
    "draft": "Draft",
    "published": "Published",
    "newer-draft": "Published, newer draft",
    "scheduled": "Scheduled",
    "unpublished": "Unpublished",
    "archived": "Archived",
}
_SHOWN_IN = {
    ShownIn.MENU: "In the menu",
    ShownIn.FOOTER: "In the footer",
    ShownIn.NOWHERE: "In neither menu nor footer",
}


@dataclass(slots=True, eq=False)
class TreeRow:
    """A page, with those below it in their order."""

    pk: int
    title: str
    path: str
    slug: str
    state: str
    plans: list[str]
    shown_in: str
    changed_at: datetime | None
    changed_by: str
    is_published: bool
    children: list["TreeRow"] = field(default_factory=list)
    above: "TreeRow | None" = None
    before: "TreeRow | None" = None
    after: "TreeRow | None" = None

    @property
    def url(self) -> str:
        return f"/{self.path}/" if self.path else "/"

    @property
    def state_in_words(self) -> str:
        return STATES[self.state]

    @property
    def is_public(self) -> bool:
        """Readers reach no page below one that they can't see."""
        return self.is_published and (self.above is None or self.above.is_public)

    @property
    def is_hidden_by_section(self) -> bool:
        return self.is_published and not self.is_public

    @property
    def has_unseen_words(self) -> bool:
        """There is something of it that only a preview shows."""
        return self.changed_at is not None and (self.state == "newer-draft" or not self.is_public)

    @property
    def sections(self) -> list["TreeRow"]:
        return [*self.above.sections, self.above] if self.above else []

    @property
    def seen(self) -> str:
        """The place as it was shown: what asks for a move brings it back."""
        return seen_place(self.path, self.before.pk if self.before else None)


def seen_place(path: str, before: int | None) -> str:
    return f"{path}|{before or ''}"


def load_tree() -> tuple[list[TreeRow], list[TreeRow]]:
    """Those at the top, and all in reading order. Two queries, however many there are."""
    pages = _load_pages()
    if any(_is_due(page) for page in pages):
        apply_what_is_due()
        pages = _load_pages()
    newest = _load_newest()
    rows = {page.pk: _row(page, newest.get(page.pk)) for page in pages}
    top: list[TreeRow] = []
    for page in pages:
        row = rows[page.pk]
        row.above = rows.get(page.parent_id or 0)
        beside = row.above.children if row.above else top
        if beside and beside[-1].path:  # nothing goes before the home page
            row.before, beside[-1].after = beside[-1], row
        beside.append(row)
    return top, [row for one in top for row in _walk(one)]


def _load_pages() -> list[Any]:
    published = PageRevision.objects.filter(page=OuterRef("pk"), published_at__isnull=False)
    pages = Page.objects.annotate(was_published=Exists(published))
    fields = ("parent", "position", "slug", "path", "status", "shown_in", "published_revision")
    found = list(pages.only(*fields, "publish_at", "withdraw_at", "published_revision"))
    return sorted(found, key=lambda page: (page.path != "", page.position, page.pk))


def _load_newest() -> dict[int, PageRevision]:
    rows = PageRevision.objects.order_by("page_id", "-number").distinct("page_id")
    rows = rows.select_related("created_by").only(
        "page_id",
        "title",
        "created_at",
        "created_by__username",
        "created_by__first_name",
        "created_by__last_name",
    )
    return {row.page_id: row for row in rows}


def _row(page: Any, newest: PageRevision | None) -> TreeRow:
    return TreeRow(
        pk=page.pk,
        title=newest.title if newest else page.slug,
        path=page.path,
        slug=page.slug,
        state=_state(page, newest),
        plans=_plans(page),
        shown_in=_SHOWN_IN[page.shown_in],
        changed_at=newest.created_at if newest else None,
        changed_by=name_of(newest.created_by) if newest and newest.created_by else "the site",
        is_published=page.is_published,
    )


def _state(page: Any, newest: PageRevision | None) -> str:
    if page.status == PageStatus.ARCHIVED:
        return "archived"
    if page.is_published:
        is_newest = newest is None or newest.pk == page.published_revision_id
        return "published" if is_newest else "newer-draft"
    if page.publish_at:
        return "scheduled"
    return "unpublished" if page.was_published else "draft"


def _plans(page: Any) -> list[str]:
    plans = []
    if page.publish_at:
        words = "Newer draft to be published" if page.is_published else "To be published"
        plans.append(f"{words} {_on(page.publish_at)}")
    if page.withdraw_at:
        plans.append(f"To be unpublished {_on(page.withdraw_at)}")
    return plans


def _on(moment: datetime) -> str:
    return f"on {date_format(localtime(moment), 'j F Y, H:i')}"


def _is_due(page: Any) -> bool:
    return any(moment and moment <= now() for moment in (page.publish_at, page.withdraw_at))


def _walk(row: TreeRow) -> list[TreeRow]:
    return [row, *(one for child in row.children for one in _walk(child))]
