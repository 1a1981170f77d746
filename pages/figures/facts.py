"""What the renderer is told of the site's figures, and which texts ask for one."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from pages.models import Figure, PageRevision, SiteSetting
from pages.rendering import FigureFacts
from pages.rendering.figures import names_asked_for


def figures_asked_for(texts: Iterable[str]) -> dict[str, FigureFacts]:
    """Call within a transaction: the figures are locked until what is made of them is stored."""
    names = {name for text in texts for name in names_asked_for(text)}
    if not names:
        return {}
    rows = Figure.objects.filter(name__in=names).defer("content").order_by("pk")
    return {
        figure.name: FigureFacts(
            address=figure.get_absolute_url(),
            width=figure.width,
            height=figure.height,
            alternative_text=figure.alternative_text,
            caption=figure.caption,
            credit=figure.credit,
        )
        for figure in rows.select_for_update(no_key=True)
    }


def lock_figures() -> None:
    list(Figure.objects.order_by("pk").select_for_update().values_list("pk"))


def texts_asking_for(name: str) -> QuerySet[PageRevision]:
    """Every revision that names the figure, itself or through a setting."""
    asks = Q(body__regex=_pattern(name))
    for slug in settings_asking_for(name).values_list("slug", flat=True):
        asks |= Q(body__regex=rf"\{{\{{[ \t]*{slug}[ \t]*\}}\}}")
    return PageRevision.objects.filter(asks)


def settings_asking_for(name: str) -> QuerySet[SiteSetting]:
    return SiteSetting.objects.filter(value__regex=_pattern(name))


def _pattern(name: str) -> str:
    return rf"figure:{name}(?![a-z0-9-])"
