"""A page with all pages below it as one document, to print or to keep."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString, mark_safe

from pages.filling_slots import fill_slots_of_each
from pages.models import PageRevision, ShownIn
from pages.navigation import SitePage, SiteTree
from pages.rehousing import Redirect, rehouse


@dataclass(frozen=True, slots=True)
class Part:
    """One page of the document. The first is at depth 0: its title is the document's."""

    id: str
    depth: int
    title: str
    url: str
    updated_at: datetime | None
    html: SafeString

    @property
    def heading(self) -> str:
        return f"h{min(self.depth + 1, 6)}"


def parts_of(path: str, *, tree: SiteTree, site_url: str) -> list[Part]:
    """The pages in reading order; nothing where readers find no page. One query, however many,
    and one more for the system map where there is one.

    The whole document, from the home page, leaves out the pages at the site's foot.
    """
    placed = list(_placed(path, tree=tree))
    ids = {page.path: _id_of(page) for page, _ in placed}
    texts = _texts(placed, tree)
    return [
        Part(
            id=_id_of(page),
            depth=depth,
            title=page.title,
            url=page.url,
            updated_at=updated_at,
            html=_in_its_place(html, page=page, depth=depth, redirect=_redirect(ids, site_url)),
        )
        for page, depth in placed
        if page.pk in texts
        for html, updated_at in [texts[page.pk]]
    ]


def _placed(path: str, *, tree: SiteTree) -> Iterator[tuple[SitePage, int]]:
    page = tree.find(path)
    if page is not None:
        yield page, 0
        for child in page.children if path else tree.menu:
            yield from _below(child, 1)


def _below(page: SitePage, depth: int) -> Iterator[tuple[SitePage, int]]:
    if page.shown_in != ShownIn.NOWHERE:
        yield page, depth
        for child in page.children:
            yield from _below(child, depth + 1)


def _texts(
    placed: list[tuple[SitePage, int]], tree: SiteTree
) -> dict[int, tuple[str, datetime | None]]:
    rows = PageRevision.objects.filter(live_on__in=[page.pk for page, _ in placed]).values_list(
        "live_on", "html", "live_on__text_changed_at"
    )
    filled = fill_slots_of_each([html for _, html, _ in rows], tree=tree)
    return {pk: (html, updated_at) for (pk, _, updated_at), html in zip(rows, filled, strict=True)}


def _in_its_place(html: str, *, page: SitePage, depth: int, redirect: Redirect) -> SafeString:
    moved = rehouse(html, prefix=f"{_id_of(page)}-", levels_down=depth, redirect=redirect)
    return mark_safe(moved)  # noqa: S308 - the renderer's, made safe when it was saved


def _id_of(page: SitePage) -> str:
    return f"app-page-{page.pk}"


def _redirect(ids: dict[str, str], site_url: str) -> Redirect:
    """A link to a page of the document stays in it; any other leads to the site."""

    def redirect(address: str) -> str:
        path, _, anchor = address.partition("#")
        inside = ids.get(path.strip("/")) if "?" not in path else None
        if inside is None:
            return f"{site_url}{address}"
        return f"#{inside}-{anchor}" if anchor else f"#{inside}"

    return redirect
