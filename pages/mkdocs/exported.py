"""What `export_markdown` adds to a MkDocs folder, and how links go out and come back."""

import posixpath
import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

from pages.mkdocs.addresses import mkdocs_path
from pages.mkdocs.configuration import read_configuration
from pages.mkdocs.description import FigureSource, UnreadableSite
from pages.mkdocs.figure_words import FigureWords, taken_away, written_out
from pages.mkdocs.scanning import definitions_in, links_in
from pages.models import FigureType

MARK = "coe_site_export"
FORMAT = 1
FIGURES_FILE = "figures.yml"
FIGURES_FOLDER = "figures"
KINDS: dict[str, str] = {
    "png": FigureType.PNG,
    "jpg": FigureType.JPEG,
    "webp": FigureType.WEBP,
}
_SITE_ADDRESS = re.compile(r"/(?:([a-z0-9/-]+)/)?(#[^\s]*)?")
_SERVED_ADDRESS = re.compile(r"((?:\.{1,2}|[a-z0-9-]+)(?:/(?:\.\.|[a-z0-9-]+))*/)(#[^\s]*)?")
_PAGE_ADDRESS = re.compile(r"([^#]+\.md)(#.*)?", re.DOTALL)


def is_ours(settings: Mapping[str, Any]) -> bool:
    """Words that this site wrote out are taken back as they are: none of them is cleaned."""
    extra = settings.get("extra")
    return isinstance(extra, dict) and MARK in extra


def file_of(path: str, *, has_children: bool) -> str:
    """Where a page's words are kept, so that MkDocs serves them at the same address."""
    if not path:
        return "index.md"
    name = path.rpartition("/")[2]
    return f"{path}/index.md" if has_children or name in {"index", "readme"} else f"{path}.md"


def figures(folder: Path) -> tuple[FigureSource, ...]:
    file = folder / FIGURES_FILE
    if not file.is_file():
        return ()
    listed = read_configuration(file)
    return tuple(
        FigureSource(
            name=str(name),
            file=_inside(folder, str(facts.get("file"))),
            alternative_text=str(facts.get("alternative_text") or ""),
            is_decorative=bool(facts.get("decorative")),
            caption=str(facts.get("caption") or ""),
            credit=str(facts.get("credit") or ""),
            digest=str(facts.get("digest") or ""),
        )
        for name, facts in listed.items()
        if isinstance(facts, dict)
    )


def _inside(folder: Path, name: str) -> Path:
    place = folder / "docs" / FIGURES_FOLDER
    file = place / posixpath.basename(name)
    if not file.resolve().is_relative_to(folder.resolve()):
        raise UnreadableSite(f"{file} is a link out of the folder: put the picture itself there.")
    return file


def as_in_files(
    body: str,
    file: str,
    *,
    files: Mapping[str, str],
    figure_files: Mapping[str, str],
    figure_words: Mapping[str, FigureWords],
) -> str:
    """Links of the site become links between files, as MkDocs follows them."""

    def written(address: str, *, is_image: bool, is_html: bool) -> str:
        if is_image and address.startswith("figure:"):
            found = figure_files.get(address.removeprefix("figure:"))
            return _relative(f"{FIGURES_FOLDER}/{found}", file) if found else address
        match = _SITE_ADDRESS.fullmatch(address)
        target = files.get(match[1] or "") if match and not is_image else None
        if match is None or target is None:
            return address
        if is_html:
            return f"{_from_page(match[1] or '', file)}{match[2] or ''}"
        return f"{_relative(target, file)}{match[2] or ''}"

    return _rewritten(written_out(body, figure_words), written)


def as_on_the_site(body: str, file: str, paths: Mapping[str, str]) -> str:
    """The way back. Where it does not give the page's own words, the export keeps its links."""
    folder = posixpath.dirname(file)
    served = set(paths.values())

    def written(address: str, *, is_image: bool, is_html: bool) -> str:
        if is_image:
            place, _, name = posixpath.normpath(posixpath.join(folder, address)).rpartition("/")
            is_figure = place == FIGURES_FOLDER and "." in name and ":" not in address
            return f"figure:{name.rpartition('.')[0]}" if is_figure else address
        if is_html:
            return _from_site(address, file, served)
        match = _PAGE_ADDRESS.fullmatch(address)
        if match is None:
            return address
        path = paths.get(posixpath.normpath(posixpath.join(folder, match[1])))
        if path is None:
            return address
        return f"/{path}/{match[2] or ''}" if path else f"/{match[2] or ''}"

    return taken_away(_rewritten(body, written))


def _rewritten(body: str, written: Callable[..., str]) -> str:
    links = links_in(body)
    of_pictures = {link.label for link in links if link.is_image}
    places = [
        (one.address_start, one.address_end, one.label in of_pictures, False)
        for one in definitions_in(body)
    ]
    places += [
        (link.address_start, link.address_end, link.is_image, link.is_html)
        for link in links
        if not link.label
    ]
    for start, end, is_image, is_html in sorted(set(places), reverse=True):
        new = written(body[start:end], is_image=is_image, is_html=is_html)
        body = body[:start] + new + body[end:]
    return body


def _relative(target: str, file: str) -> str:
    return posixpath.relpath(target, posixpath.dirname(file) or ".")


def _from_page(path: str, file: str) -> str:
    """In HTML, as a browser follows it: MkDocs leads links between files in Markdown alone."""
    return f"{posixpath.relpath(path or '.', mkdocs_path(file) or '.')}/"


def _from_site(address: str, file: str, served: AbstractSet[str]) -> str:
    match = _SERVED_ADDRESS.fullmatch(address)
    if match is None:
        return address
    path = posixpath.normpath(posixpath.join(mkdocs_path(file), match[1]))
    path = "" if path == "." else path
    if path not in served:
        return address
    return f"/{path}/{match[2] or ''}" if path else f"/{match[2] or ''}"
