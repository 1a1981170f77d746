"""Give every page the section it stands under, made up where the folder has no page for it."""

import re
from collections.abc import Iterator, Mapping

from pages.mkdocs.description import PageSource
from pages.mkdocs.notes import Notes
from pages.models import ShownIn


def each_under_its_section(
    pages: list[PageSource], nav_sections: Mapping[str, tuple[str, ...]]
) -> Iterator[PageSource]:
    """Sections before what is in them; a folder without an `index.md` gets an empty page."""
    by_path = {page.path: page for page in pages if not page.refused}
    given: set[str] = set()
    for page in pages:
        named = nav_sections.get(page.file, ())
        if page.refused:
            yield page
            continue
        parts = page.path.split("/") if page.path else [""]
        for depth in range(1, len(parts) + 1):
            path = "/".join(parts[:depth])
            if path in given:
                continue
            given.add(path)
            if path in by_path:
                yield by_path[path]
            else:
                yield _made_up(path, page, _title_in_nav(named, len(parts) - depth))


def _title_in_nav(named: tuple[str, ...], levels_below: int) -> str:
    """What the nav calls the section so many levels above a page, if it has one there."""
    return named[-levels_below] if levels_below <= len(named) else ""


def _made_up(path: str, first: PageSource, title: str) -> PageSource:
    name = re.sub(r"-+", " ", path.rpartition("/")[2])
    notes = Notes()
    notes.problem("its folder has no index.md: the page is empty, write a few words")
    return PageSource(
        path=path,
        position=first.position,
        title=title[:200] or name[:1].upper() + name[1:],
        shown_in=ShownIn.NOWHERE if first.shown_in == ShownIn.NOWHERE else ShownIn.MENU,
        notes=notes,
    )
