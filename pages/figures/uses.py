"""Where figures are shown, and which pages wait for one that is not there."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, Max, Q, QuerySet

from pages.models import PageRevision, SiteSetting
from pages.rendering import RenderingRefused
from pages.rendering.figures import name_in, names_asked_for, words_in_image
from pages.rendering.filling_in import slugs_asked_for
from pages.rendering.reading import read
from pages.rendering.sanitising import is_own_address


@dataclass(frozen=True, slots=True)
class WaitedFor:
    """A picture that a page asks for and the site has not."""

    page_pk: int
    page_title: str
    name: str  # empty unless the page asks for a figure by its name
    address: str
    alternative_text: str
    caption: str

    @property
    def what(self) -> str:
        return self.caption or self.alternative_text or self.address


def texts_in_use() -> QuerySet[PageRevision]:
    """What readers see or may see next: a page's live text, its scheduled one and its newest."""
    newest = PageRevision.objects.values("page").annotate(last=Max("pk")).values("last")
    return PageRevision.objects.filter(
        Q(live_on__isnull=False) | Q(pk__in=newest) | Q(page__scheduled_revision=F("pk"))
    )


def uses() -> dict[str, dict[int, str]]:
    """For each figure that is asked for, the pages that do: key and title. Two queries."""
    in_settings = {
        slug: names_asked_for(value)
        for slug, value in SiteSetting.objects.filter(value__contains="figure:").values_list(
            "slug", "value"
        )
    }
    names = Q(body__contains="figure:")
    for slug in in_settings:
        names |= Q(body__contains=slug)
    pages: dict[str, dict[int, str]] = defaultdict(dict)
    rows = texts_in_use().filter(names).order_by("page__path", "number")
    for page, title, body in rows.values_list("page", "title", "body"):
        asked = names_asked_for(body)
        for slug in slugs_asked_for(body) & in_settings.keys():
            asked |= in_settings[slug]
        for name in asked:
            pages[name][page] = title
    return dict(pages)


def figures_waited_for() -> list[WaitedFor]:
    """By page, in the order they stand in it. One query."""
    rows = texts_in_use().exclude(missing_figures=[]).order_by("page__path", "number")
    waited_for = {
        (page, one.what): one
        for page, title, body in rows.values_list("page", "title", "body")
        for one in _missing_in(body, page=page, title=title)
    }
    return list(waited_for.values())


def _missing_in(body: str, *, page: int, title: str) -> Iterator[WaitedFor]:
    try:
        tokens = read(body).tokens
    except RenderingRefused:
        return
    for token in (child for block in tokens for child in block.children or []):
        address = str(token.attrs.get("src", ""))
        if token.type == "image" and not is_own_address(address):
            alternative, caption = words_in_image(token)
            yield WaitedFor(page, title, name_in(address), address, alternative, caption)
