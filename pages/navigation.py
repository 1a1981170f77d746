"""The site's tree as readers may see it: one query, then menus and ways on in plain Python."""

from bisect import insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from pages.feedback_terms.inheriting import FIELDS, Terms, terms_of_site, terms_said
from pages.models import PageRevision, ShownIn
from pages.navigation_rows import rows_shown

LAST = 2**31 - 1  # the highest position a page can have


@dataclass(slots=True, eq=False)
class SitePage:
    """A published page as links need it, with the published pages below it in their order."""

    pk: int
    path: str
    title: str
    menu_title: str  # the shorter one where there is one, for menus and ways on
    position: int
    shown_in: str
    own_terms: Terms | None
    children: list["SitePage"] = field(default_factory=list)
    terms: Terms = field(init=False)  # the tree sets it: its own, or those of the nearest above

    @property
    def url(self) -> str:
        return f"/{self.path}/" if self.path else "/"

    @property
    def menu_children(self) -> list["SitePage"]:
        return [page for page in self.children if page.shown_in == ShownIn.MENU]


@dataclass(frozen=True, slots=True)
class SectionLink:
    """A link of “In this part”: where the reader stands is marked."""

    title: str
    url: str
    is_current: bool
    children: tuple["SectionLink", ...]


class SiteTree:
    """Every page a reader can reach: none that stands below a page that is not published."""

    def __init__(self, roots: list[SitePage], terms: Terms) -> None:
        self._roots = roots
        self._terms = terms
        self._ancestors: dict[str, tuple[SitePage, ...]] = {}
        self._pages: dict[str, SitePage] = {}
        for page, above in _walk(roots, ()):
            page.terms = page.own_terms or (above[-1].terms if above else terms)
            self._pages[page.path] = page
            self._ancestors[page.path] = above

    def __contains__(self, path: object) -> bool:
        return path in self._pages

    def find(self, path: str) -> SitePage | None:
        return self._pages.get(path)

    def url_of(self, pk: int) -> str | None:
        """Where that page is for readers; nothing when they can't reach it."""
        return next((page.url for page in self._pages.values() if page.pk == pk), None)

    @property
    def pages(self) -> list[SitePage]:
        return list(self._pages.values())

    @property
    def home(self) -> SitePage | None:
        return self.find("")

    @property
    def menu(self) -> list[SitePage]:
        """The top of the menu. Home is not in it: the site's name leads there."""
        return [page for page in self._roots if page.path and page.shown_in == ShownIn.MENU]

    @property
    def footer(self) -> list[SitePage]:
        return [page for page in self._pages.values() if page.shown_in == ShownIn.FOOTER]

    def breadcrumbs(self, path: str) -> list[SitePage]:
        """The pages above this one, home first. Home itself has none."""
        if not path:
            return []
        home = [self.home] if self.home else []
        if path in self:
            return [*home, *self._ancestors[path]]
        # A draft below a draft: from the nearest page that readers can reach.
        above = path.rpartition("/")[0]
        nearest = self.find(above) if above else None
        return [*self.breadcrumbs(above), nearest] if nearest else self.breadcrumbs(above) or home

    def section(self, path: str) -> SectionLink | None:
        """The part of the site a page stands in; nothing where that would be one page alone."""
        page = self.find(path)
        if page is None or not path:
            return None
        above = self._ancestors[path]
        top = above[0] if above else page
        if not _links_below(top):
            return None
        return _section_link(top, way=(*above, page))

    def showing(self, revision: PageRevision) -> "SiteTree":
        """As it would be if readers saw that revision; for a preview of it."""
        page = revision.page
        here = self.find(page.path)
        if here is None:
            section = page.path.rpartition("/")[0] if page.parent_id else ""
            if page.parent_id and section not in self:
                return self
            # A page that was never saved will be the last of its section.
            position = LAST if page.pk is None else page.position
            here = SitePage(page.pk or 0, page.path, "", "", position, page.shown_in, None)
            neighbours = self._pages[section].children if section else self._roots
            insort(neighbours, here, key=lambda one: (one.position, one.pk))
        here.title, here.menu_title = revision.title, revision.menu_title or revision.title
        return SiteTree(self._roots, self._terms)

    def previous(self, path: str) -> SitePage | None:
        return self._neighbour(path, -1)

    def next(self, path: str) -> SitePage | None:
        return self._neighbour(path, +1)

    def next_open_for_feedback(self, path: str) -> SitePage | None:
        """Where a reader may comment next: onwards from here, then from the beginning."""
        order = self._reading_order()
        here = next((at for at, page in enumerate(order) if page.path == path), -1)
        onwards = [*order[here + 1 :], *order[: max(here, 0)]]
        return next((page for page in onwards if page.terms.is_open), None)

    def _reading_order(self) -> list[SitePage]:
        """Home, then the menu from top to bottom, each page followed by those below it."""
        home = [self.home] if self.home else []
        return [*home, *(page for top in self.menu for page in _below_in_menu(top))]

    def _neighbour(self, path: str, step: int) -> SitePage | None:
        order = self._reading_order()
        at = next((at for at, page in enumerate(order) if page.path == path), None)
        if at is None or not 0 <= at + step < len(order):
            return None
        return order[at + step]


def site_tree_of(request: HttpRequest) -> SiteTree:
    """The tree as this request sees it from beginning to end, loaded when first asked for."""
    tree: SiteTree | None = vars(request).get("_site_tree")
    if tree is None:
        tree = vars(request)["_site_tree"] = load_site_tree()
    return tree


def show_in_site_tree(request: HttpRequest, revision: PageRevision) -> None:
    """Menus and ways on of this answer are those readers would have with the revision."""
    vars(request)["_site_tree"] = site_tree_of(request).showing(revision)


def load_site_tree() -> SiteTree:
    """Where feedback stands is worked out here, once: the same for all of one answer."""
    now = timezone.now()
    site: list[Any] = []
    pages: dict[int, SitePage] = {}
    parents: dict[int, int | None] = {}
    for pk, parent, position, path, title, menu_title, shown_in, *said in rows_shown(now):
        own, asked = said[: len(FIELDS)], said[len(FIELDS) :]
        site = site or (asked if asked[0] else [])
        pages[pk] = SitePage(
            pk,
            path,
            title or "",
            menu_title or title or "",
            position,
            shown_in,
            terms_said(own, now=now, pk=pk, title=title or ""),
        )
        parents[pk] = parent
    roots: list[SitePage] = []
    for pk, page in pages.items():
        above = parents[pk]
        if above is None:
            roots.append(page)
        elif above in pages:
            pages[above].children.append(page)
    return SiteTree(roots, terms_of_site(site, now=now))


def _walk(
    pages: Iterable[SitePage], above: tuple[SitePage, ...]
) -> Iterator[tuple[SitePage, tuple[SitePage, ...]]]:
    for page in pages:
        yield page, above
        yield from _walk(page.children, (*above, page))


def _below_in_menu(page: SitePage) -> Iterator[SitePage]:
    yield page
    for child in page.menu_children:
        yield from _below_in_menu(child)


def _links_below(page: SitePage) -> list[SitePage]:
    return [child for child in page.children if child.shown_in != ShownIn.NOWHERE]


def _section_link(page: SitePage, *, way: tuple[SitePage, ...]) -> SectionLink:
    """With what stands below it only where that is on the way to the reader, or just below: a part
    of hundreds of pages would be a list that nobody can use."""
    below = _links_below(page) if page in way else []
    return SectionLink(
        title=page.menu_title,
        url=page.url,
        is_current=page is way[-1],
        children=tuple(_section_link(child, way=way) for child in below),
    )
