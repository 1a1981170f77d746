"""Read a MkDocs folder: `mkdocs.yml` and `docs/**.md` become a description of a site."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from pages.mkdocs_links import address_of, with_site_links
from pages.models import FeedbackState, ShownIn

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"\A\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|\Z)")


class UnreadableSite(Exception):  # noqa: N818 - it reads as English
    """The folder can't be read as a MkDocs site; the message says which file and why."""


@dataclass(frozen=True, slots=True)
class PageSource:
    """One page as the folder has it."""

    path: str
    position: int
    title: str
    summary: str
    body: str
    shown_in: str
    feedback: str

    @property
    def slug(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def parent_path(self) -> str:
        return self.path.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class SiteDescription:
    """A site to bring in. Every page comes after the one it sits under."""

    name: str
    pages: tuple[PageSource, ...]


def read_mkdocs(folder: Path) -> SiteDescription:
    settings = _read_yaml(_read_text(folder / "mkdocs.yml"), folder / "mkdocs.yml")
    docs = folder / str(settings.get("docs_dir", "docs"))
    entries = list(_in_nav(settings["nav"])) if settings.get("nav") else list(_in_folder(docs))
    files = {file for _, file in entries}
    pages = [
        _read_page(docs, file, nav_title=title, position=position, files=files)
        for position, (title, file) in enumerate(entries, start=1)
    ]
    return SiteDescription(
        name=str(settings.get("site_name", "")), pages=tuple(_each_under_its_section(pages))
    )


def _read_page(
    docs: Path, file: str, *, nav_title: str, position: int, files: set[str]
) -> PageSource:
    front, body = _split(_read_text(docs / file), docs / file)
    heading = _TITLE.match(body)
    if heading:
        body = body[heading.end() :]
    title = front.get("title") or (heading and heading[1]) or nav_title or Path(file).stem
    return PageSource(
        path=address_of(file),
        position=position,
        title=str(title),
        summary=str(front.get("summary") or front.get("description") or ""),
        body=with_site_links(body.strip("\n") + "\n", file=file, files=files),
        shown_in=_one_of(ShownIn, front, "shown_in", ShownIn.MENU, docs / file),
        feedback=_one_of(FeedbackState, front, "feedback", FeedbackState.INHERIT, docs / file),
    )


def _one_of(
    choices: type[ShownIn] | type[FeedbackState],
    front: dict[str, Any],
    name: str,
    default: str,
    file: Path,
) -> str:
    value = str(front.get(name, default))
    if value not in choices.values:
        raise UnreadableSite(
            f"{file}: {name} must be one of {', '.join(choices.values)}, not {value}."
        )
    return value


def _each_under_its_section(pages: list[PageSource]) -> Iterator[PageSource]:
    """Sections before what is in them; a folder without an `index.md` gets an empty page."""
    by_path = {page.path: page for page in pages}
    given: set[str] = set()
    for page in pages:
        parts = page.path.split("/") if page.path else [""]
        for depth in range(1, len(parts) + 1):
            path = "/".join(parts[:depth])
            if path in given:
                continue
            given.add(path)
            title = parts[depth - 1].replace("-", " ").capitalize()
            yield by_path.get(path) or replace(page, path=path, title=title, summary="", body="")


def _in_nav(nav: object, title: str = "") -> Iterator[tuple[str, str]]:
    """Titles and files in the order of the nav, whatever its depth. Links elsewhere are left."""
    if isinstance(nav, str):
        if nav.endswith(".md"):
            yield title, nav
    elif isinstance(nav, dict):
        for name, inside in nav.items():
            yield from _in_nav(inside, str(name))
    elif isinstance(nav, list):
        for inside in nav:
            yield from _in_nav(inside)


def _in_folder(docs: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(
        docs.rglob("*.md"), key=lambda one: (one.parent, one.name != "index.md", one)
    ):
        yield "", file.relative_to(docs).as_posix()


def _split(text: str, file: Path) -> tuple[dict[str, Any], str]:
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, text
    return _read_yaml(match[1] or "", file), text[match.end() :]


def _read_text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig").replace("\x00", "")
    except OSError as error:
        raise UnreadableSite(f"{file} can’t be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UnreadableSite(f"{file} is not UTF-8 text.") from error


class _Loader(yaml.SafeLoader):
    """Safe, and not upset by tags such as `!!python/name:` that MkDocs sites use."""


_Loader.add_multi_constructor("", lambda *_node: None)


def _read_yaml(text: str, file: Path) -> dict[str, Any]:
    try:
        found = yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader, see above
    except yaml.YAMLError as error:
        raise UnreadableSite(f"{file} is not readable YAML: {error}") from error
    return found if isinstance(found, dict) else {}
