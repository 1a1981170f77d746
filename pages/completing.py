"""What the site's owner has still to give before the site is opened to the public."""

from dataclasses import dataclass

from pages.models import Page, SiteSetting


@dataclass(frozen=True, slots=True)
class MissingFigure:
    page_pk: int
    page_title: str
    caption: str


def empty_settings() -> list[SiteSetting]:
    return [setting for setting in SiteSetting.objects.all() if not setting.is_complete]


def missing_figures() -> list[MissingFigure]:
    """The figures that readers of the live pages are waiting for."""
    pages = Page.objects.published().exclude(published_revision__missing_figures=[])
    rows = pages.values_list(
        "pk", "published_revision__title", "published_revision__missing_figures"
    )
    return [
        MissingFigure(page_pk=pk, page_title=title, caption=caption)
        for pk, title, captions in rows.order_by("path")
        for caption in captions
    ]
