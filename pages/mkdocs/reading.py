"""Read a MkDocs folder whole: every page cleaned, with its address, its links and its figures."""

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from pages.addresses import refuse_reserved
from pages.mkdocs import exported
from pages.mkdocs.addresses import mkdocs_path, site_paths
from pages.mkdocs.cleaning import clean
from pages.mkdocs.configuration import (
    NavEntry,
    entries_of,
    find_configuration,
    read_configuration,
)
from pages.mkdocs.description import PageSource, SiteDescription, UnreadableSite
from pages.mkdocs.files import Files, UnreadablePage, is_index
from pages.mkdocs.heads import Head, read_head
from pages.mkdocs.known import NOTHING_KNOWN, Known
from pages.mkdocs.linking import Linker, Target, anchors_of
from pages.mkdocs.notes import Notes
from pages.mkdocs.picturing import Pictures
from pages.mkdocs.sections import each_under_its_section
from pages.models import ShownIn
from pages.rendering import RenderingRefused, render

_LONGEST_TITLE, _LONGEST_MENU_TITLE, _LONGEST_SUMMARY = 200, 60, 300
_MOST_FILES = 10_000


@dataclass(frozen=True, slots=True)
class _Draft:
    """A page on its way: read and cleaned, its links not yet led anywhere."""

    source: PageSource
    anchors: dict[str, str]
    links_as_typed: bool = False


def read_mkdocs(
    folder: Path,
    *,
    known: Known = NOTHING_KNOWN,
    progress: Callable[[int, int], None] | None = None,
) -> SiteDescription:
    """Raises UnreadableSite only where nothing can be read; what ails one page stands with it."""
    notes = Notes()
    configuration = find_configuration(folder, notes)
    settings = read_configuration(configuration)
    files = Files(_docs_folder(configuration, settings), notes)
    if len(files.pages) > _MOST_FILES:
        raise UnreadableSite(f"{files.root} has more than {_MOST_FILES:,} pages.")
    is_export = exported.is_ours(settings)
    entries, missing = _pages_to_read(settings, files, notes)
    reader = _Reader(files, known=known, is_export=is_export)
    drafts = []
    for position, (entry, in_nav) in enumerate(entries, start=1):
        drafts.append(reader.read(entry, position=position, in_nav=in_nav))
        if progress:
            progress(position, len(entries))
    pages = reader.linked(drafts, site_url=str(settings.get("site_url") or ""))
    sections = {entry.file: entry.sections for entry, _ in entries}
    return SiteDescription(
        name=str(settings.get("site_name") or ""),
        pages=tuple(each_under_its_section(pages, sections)),
        figures=exported.figures(configuration.parent) if is_export else reader.figures,
        notes=notes,
        missing=tuple(missing),
        is_export=is_export,
    )


class _Reader:
    def __init__(self, files: Files, *, known: Known, is_export: bool) -> None:
        self._files, self._known, self._is_export = files, known, is_export
        self._paths = site_paths(files.pages)
        self._pictures = Pictures(files)
        self._taken: dict[str, str] = {}

    @property
    def figures(self) -> Any:
        return self._pictures.figures

    def read(self, entry: NavEntry, *, position: int, in_nav: bool) -> _Draft:
        notes = Notes()
        path = self._paths[entry.file]
        source = PageSource(
            path=path, position=position, title=entry.title, file=entry.file, notes=notes
        )
        if path in self._taken:
            refused = f"Its address is that of {self._taken[path]}."
            return _Draft(replace(source, title=source.title or entry.file, refused=refused), {})
        self._taken[path] = entry.file
        try:
            refuse_reserved(path)
            return self._read(entry, source, in_nav=in_nav)
        except ValidationError as error:
            refused = " ".join(error.messages)
        except (UnreadablePage, RenderingRefused) as error:
            refused = str(error)
        return _Draft(replace(source, title=source.title or entry.file, refused=refused), {})

    def _read(self, entry: NavEntry, source: PageSource, *, in_nav: bool) -> _Draft:
        notes = source.notes
        head, rest = read_head(self._files.read(entry.file, notes), notes)
        anchors: dict[str, str] = {}
        if self._is_export:
            body, summary = rest.removeprefix("\n"), head.summary
            title, menu_title = head.title, head.menu_title
        else:
            cleaned = clean(rest, notes=notes, known=self._known)
            body = self._pictures.name_them(cleaned.body, file=entry.file, notes=notes)
            title, menu_title = _titles(cleaned.title, head, entry, notes)
            anchors = cleaned.anchors
            summary = _cut(head.summary, _LONGEST_SUMMARY, "summary", notes)
        shown_in = head.shown_in or (ShownIn.MENU if in_nav else ShownIn.NOWHERE)
        if not in_nav:
            notes.problem("it is not in the nav: shown at its address, in no menu")
        original = mkdocs_path(entry.file)
        filled = replace(
            source,
            title=title,
            menu_title=menu_title,
            summary=summary,
            body=body,
            shown_in=shown_in,
            feedback=head.feedback,
            is_draft=head.is_draft,
            old_paths=(original,) if original != source.path else (),
        )
        headings = render(body, settings={}).headings
        return _Draft(filled, anchors_of(title, headings, anchors), head.links_as_typed)

    def linked(self, drafts: list[_Draft], *, site_url: str) -> list[PageSource]:
        if self._is_export:
            paths = {draft.source.file: draft.source.path for draft in drafts}
            return [
                draft.source
                if draft.links_as_typed
                else replace(
                    draft.source,
                    body=exported.as_on_the_site(draft.source.body, draft.source.file, paths),
                )
                for draft in drafts
            ]
        refused = {draft.source.path for draft in drafts if draft.source.refused}
        targets = {
            draft.source.file: Target(draft.source.path, draft.anchors)
            for draft in drafts
            if not _is_below(draft.source.path, refused)
        }
        linker = Linker(self._files, targets, known=self._known, site_url=site_url)
        return [
            replace(
                one.source,
                body=linker.rewrite(one.source.body, file=one.source.file, notes=one.source.notes),
            )
            for one in drafts
        ]


def _docs_folder(configuration: Path, settings: dict[str, Any]) -> Path:
    folder = configuration.parent / str(settings.get("docs_dir") or "docs")
    if not folder.resolve().is_relative_to(configuration.parent.resolve()):
        raise UnreadableSite(f"{configuration}: docs_dir leads out of the folder.")
    return folder


def _pages_to_read(
    settings: dict[str, Any], files: Files, notes: Notes
) -> tuple[list[tuple[NavEntry, bool]], list[tuple[str, str]]]:
    """The pages of the nav in its order, then those it leaves out; and those it has in vain."""
    if not settings.get("nav"):
        return [
            (NavEntry("", file), True) for file in files.pages if not _gives_way(file, files)
        ], []
    entries: list[tuple[NavEntry, bool]] = []
    missing: list[tuple[str, str]] = []
    given: set[str] = set()
    for entry in entries_of(settings["nav"], notes):
        file = files.find(entry.file)
        if file is None:
            missing.append((entry.file, _why_missing(entry.file)))
        elif file in given:
            notes.problem(f"nav: {file} is there twice: its first place is the one it has")
        else:
            given.add(file)
            entries.append((replace(entry, file=file), True))
    extra = [one for one in files.pages if one not in given and not _gives_way(one, files)]
    return entries + [(NavEntry("", file), False) for file in extra], missing


def _why_missing(file: str) -> str:
    if posixpath.normpath(file).startswith(("..", "/")):
        return "it is in the nav, but leads out of the folder: not followed"
    return "it is in the nav, but there is no such file"


def _gives_way(file: str, files: Files) -> bool:
    """A `README.md` beside an `index.md` is for those who read the folder."""
    folder, _, name = file.rpartition("/")
    index = f"{folder}/index.md" if folder else "index.md"
    return is_index(file) and name != "index.md" and index in files.names


def _titles(heading: str, head: Head, entry: NavEntry, notes: Notes) -> tuple[str, str]:
    """The page's own heading is its title; what the nav calls it is its title in menus."""
    section = entry.sections[-1] if entry.sections and is_index(entry.file) else ""
    nav_title = entry.title or section
    title = heading or head.title or nav_title or _named_after(entry.file)
    menu_title = head.menu_title or nav_title or head.title
    if menu_title == title:
        menu_title = ""
    if len(menu_title) > _LONGEST_MENU_TITLE:
        notes.problem(f"“{menu_title}” is too long for a menu: the title stands there")
        menu_title = ""
    return _cut(title, _LONGEST_TITLE, "title", notes), menu_title


def _named_after(file: str) -> str:
    name = mkdocs_path(file).rpartition("/")[2] or "Home"
    words = name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _cut(text: str, longest: int, what: str, notes: Notes) -> str:
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    notes.problem(f"its {what} was cut to {longest} characters")
    return f"{text[: longest - 1].rstrip()}…"


def _is_below(path: str, refused: set[str]) -> bool:
    parts = path.split("/")
    return any("/".join(parts[:depth]) in refused for depth in range(1, len(parts) + 1))
