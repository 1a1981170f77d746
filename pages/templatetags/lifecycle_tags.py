"""How a page stands before readers, in words for staff."""

from dataclasses import dataclass

from django import template

from pages.models import Page, PageRevision, PageStatus

register = template.Library()


@dataclass(frozen=True, slots=True)
class StandingInWords:
    live: PageRevision | None
    newest: PageRevision | None
    has_newer_draft: bool
    was_published: bool
    hidden_by: str


@register.simple_tag
def standing_in_words(page: Page) -> StandingInWords:
    live, newest = page.published_revision, page.latest_revision()
    return StandingInWords(
        live=live,
        newest=newest,
        has_newer_draft=bool(live and newest and newest.pk != live.pk),
        was_published=page.revisions.filter(published_at__isnull=False).exists(),
        hidden_by=_hidden_by(page),
    )


def _hidden_by(page: Page) -> str:
    """The title of a page above that readers can't see: with it they lose all below it."""
    parts = page.path.split("/")
    above = ["/".join(parts[:depth]) for depth in range(1, len(parts))]
    hiding = Page.objects.filter(path__in=above).exclude(status=PageStatus.PUBLISHED)
    top = hiding.with_shown_title().order_by("path").first()
    return str(getattr(top, "shown_title", ""))
