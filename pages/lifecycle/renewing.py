"""Render again what is stored, when the renderer or a fact in the words has changed."""

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from pages.figures.facts import lock_figures
from pages.lifecycle.words import cache_of, render_body, render_setting
from pages.models import Page, PageRevision, SiteSetting
from pages.rendering import RENDERER_VERSION


def rebuild_html(revisions: QuerySet[PageRevision] | None = None) -> int:
    """Render again what an older renderer made, or the given revisions; the words stay."""
    if revisions is None:
        revisions = PageRevision.objects.exclude(renderer_version=RENDERER_VERSION)
    return len(renew(list(revisions.order_by("pk").values_list("pk", flat=True))))


@transaction.atomic
def rebuild_settings() -> None:
    for setting in SiteSetting.objects.select_for_update().order_by("pk"):
        setting.html = render_setting(setting.value)
        setting.save(update_fields=["html"])


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
    lock_facts(asking)
    setting.value = value
    setting.html = render_setting(value)
    setting.updated_by = by
    setting.save(update_fields=["value", "html", "updated_by", "updated_at"])
    return renew_with_facts(asking)


def lock_facts(asking: QuerySet[PageRevision]) -> None:
    """Before a fact changes: the pages of the texts that ask for it, then every fact there is.

    Pages before settings before figures, as save_draft has it, and all of them at once: nobody
    waits in a ring.
    """
    pages = Page.objects.filter(pk__in=asking.values("page")).order_by("pk")
    list(pages.select_for_update(no_key=True))
    list(SiteSetting.objects.select_for_update().order_by("pk"))
    lock_figures()


def renew_with_facts(asking: QuerySet[PageRevision]) -> int:
    """Once a fact has changed: render the texts again and date the pages whose readers see it."""
    renewed = renew(list(asking.order_by("pk").values_list("pk", flat=True)))
    changed = [pk for pk, has_changed in renewed.items() if has_changed]
    Page.objects.filter(published_revision__in=changed).update(text_changed_at=timezone.now())
    return len(renewed)


def renew(primary_keys: list[int]) -> dict[int, bool]:
    """Render each again, in its own transaction; says of each whether its HTML is another now."""
    renewed = {}
    for pk in primary_keys:
        with transaction.atomic():
            revision = PageRevision.objects.only("body", "html").get(pk=pk)
            rendered = render_body(revision.body)
            PageRevision.objects.filter(pk=pk).update(**cache_of(rendered))
        renewed[pk] = rendered.html != revision.html
    return renewed
