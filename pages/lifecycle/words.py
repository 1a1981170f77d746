"""From the words of a page to what readers see: the renderer, with the facts the words ask for."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from pages.figures.facts import figures_asked_for
from pages.models import Page, PageRevision, SiteSetting
from pages.rendering import RENDERER_VERSION, Rendered, SettingText, render
from pages.rendering.filling_in import slugs_asked_for


def as_lines(body: str) -> str:
    """Browsers send CRLF; a page that nobody changed must not look as if somebody had."""
    return body.replace("\r\n", "\n").replace("\r", "\n")


def render_body(body: str) -> Rendered:
    """Call within a transaction. Raises RenderingRefused, with the reason.

    The settings and figures a text asks for are locked until it is stored, so that one changed
    meanwhile can't leave the old value in the new revision.
    """
    asked_for: Mapping[str, SettingText] = {}
    if slugs := slugs_asked_for(body):
        settings = SiteSetting.objects.filter(slug__in=slugs).order_by("pk").select_for_update()
        asked_for = {one.slug: SettingText(label=one.label, value=one.value) for one in settings}
    values = [setting.value for setting in asked_for.values()]
    return render(body, settings=asked_for, figures=figures_asked_for([body, *values]))


def render_setting(value: str) -> str:
    """A fact by itself, as HTML. Call within a transaction."""
    return render(value, settings={}, figures=figures_asked_for([value])).html


def cache_of(rendered: Rendered) -> dict[str, Any]:
    """What a revision keeps of its rendering."""
    return {
        "html": rendered.html,
        "headings": [
            {"level": heading.level, "id": heading.id, "text": heading.text}
            for heading in rendered.headings
        ],
        "text": rendered.text,
        "missing_figures": list(rendered.missing_figures),
        "renderer_version": RENDERER_VERSION,
    }


def check_words(body: str) -> None:
    """Raises RenderingRefused, with the reason, for words that save_draft would not take."""
    with transaction.atomic():
        render_body(body)


@transaction.atomic
def render_words(
    *, page: Page, title: str, menu_title: str = "", summary: str = "", body: str = ""
) -> PageRevision:
    """These words as a revision of the page that is not saved, to be shown and thrown away.

    Raises RenderingRefused, with the reason.
    """
    return PageRevision(
        page=page,
        title=title,
        menu_title=menu_title,
        summary=summary,
        body=body,
        **cache_of(render_body(body)),
    )
