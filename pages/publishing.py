"""Write a page's words and put them before readers: every revision is made and published here."""

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from pages.models import (
    FeedbackState,
    Page,
    PageRevision,
    PageStatus,
    RevisionOrigin,
    ShownIn,
    SiteSetting,
)
from pages.moving import address_for, lock_tree
from pages.rendering import RENDERER_VERSION, render
from pages.words import cache_of, render_body


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
def publish(*, revision: PageRevision, by: User | None) -> Page:
    """Make this revision the text readers see, and its page one they can find."""
    page = Page.objects.select_for_update(no_key=True).get(pk=revision.page_id)
    now = timezone.now()
    if page.published_revision_id != revision.pk:
        page.text_changed_at = now
        if revision.published_at is not None:
            _renew([revision.pk])  # read before, and the facts in it may have changed since
    if revision.published_at is None:
        revision.published_at = now
        revision.published_by = by
        revision.save(update_fields=["published_at", "published_by"])
    page.published_revision = revision
    page.status = PageStatus.PUBLISHED
    page.save(update_fields=["published_revision", "status", "text_changed_at", "updated_at"])
    return page


def rebuild_html(revisions: QuerySet[PageRevision] | None = None) -> int:
    """Render again what an older renderer made, or the given revisions; the words stay."""
    if revisions is None:
        revisions = PageRevision.objects.exclude(renderer_version=RENDERER_VERSION)
    return len(_renew(list(revisions.order_by("pk").values_list("pk", flat=True))))


@transaction.atomic
def rebuild_settings() -> None:
    for setting in SiteSetting.objects.select_for_update().order_by("pk"):
        setting.html = render(setting.value, settings={}).html
        setting.save(update_fields=["html"])


@transaction.atomic
def place_in_site(*, page: Page, position: int, shown_in: str, feedback: str) -> Page:
    """Where readers find the page, and whether they can send feedback on it."""
    page.position, page.shown_in, page.feedback = position, shown_in, feedback
    page.save(update_fields=["position", "shown_in", "feedback", "updated_at"])
    return page


@transaction.atomic
def set_site_setting(*, setting: SiteSetting, value: str, by: User | None) -> int:
    """Fill in a fact and renew the live texts and drafts that mention it; returns how many do.

    What readers saw and no longer see stays as they read it. Raises RenderingRefused, with nothing
    changed, for a value that can't be shown.
    """
    asking = PageRevision.objects.filter(
        Q(live_on__isnull=False) | Q(published_at__isnull=True),
        body__regex=rf"\{{\{{[ \t]*{setting.slug}[ \t]*\}}\}}",
    )
    # Pages before settings, as save_draft has it, and all settings at once: nobody waits in a ring.
    pages = Page.objects.filter(pk__in=asking.values("page")).order_by("pk")
    list(pages.select_for_update(no_key=True))
    list(SiteSetting.objects.select_for_update().order_by("pk"))
    setting.value = value
    setting.html = render(value, settings={}).html
    setting.updated_by = by
    setting.save(update_fields=["value", "html", "updated_by", "updated_at"])
    renewed = _renew(list(asking.order_by("pk").values_list("pk", flat=True)))
    changed = [pk for pk, has_changed in renewed.items() if has_changed]
    Page.objects.filter(published_revision__in=changed).update(text_changed_at=timezone.now())
    return len(renewed)


def _renew(primary_keys: list[int]) -> dict[int, bool]:
    """Render each again, in its own transaction; says of each whether its HTML is another now."""
    renewed = {}
    for pk in primary_keys:
        with transaction.atomic():
            revision = PageRevision.objects.only("body", "html").get(pk=pk)
            rendered = render_body(revision.body)
            PageRevision.objects.filter(pk=pk).update(**cache_of(rendered))
        renewed[pk] = rendered.html != revision.html
    return renewed
