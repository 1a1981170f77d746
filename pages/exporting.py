"""Write every published page out as Markdown that MkDocs can build and this site take back."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import yaml
from django.conf import settings
from django.db import connection, transaction

from pages.mkdocs import UnreadableSite, exported
from pages.mkdocs.configuration import read_configuration
from pages.mkdocs.figure_words import FigureWords
from pages.models import FeedbackState, Figure, Page, PageRevision, ShownIn
from pages.navigation import SitePage, SiteTree, load_site_tree

_ENDINGS = {kind: ending for ending, kind in exported.KINDS.items()}
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_EXTENSIONS = ["admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables"]


class ExportRefused(Exception):  # noqa: N818 - it reads as English
    """The folder is somebody's; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Exported:
    pages: int
    figures: int
    links_as_typed: tuple[str, ...]  # addresses of pages whose links were left alone


def export_markdown(folder: Path) -> Exported:
    """The same site always gives the same files. Raises ExportRefused for a folder in use."""
    refuse_folder_in_use(folder)
    with _one_moment():
        contents, done = _contents()
    _write(folder, contents)
    return done


def _contents() -> tuple[dict[str, bytes], Exported]:
    tree = load_site_tree()
    files = {
        page.path: exported.file_of(page.path, has_children=bool(page.children))
        for page in tree.pages
    }
    figures = list(Figure.objects.order_by("name"))
    figure_files = {one.name: f"{one.name}.{_ENDINGS[one.media_type]}" for one in figures}
    figure_words = {one.name: FigureWords(one.alternative_text, one.caption) for one in figures}
    contents: dict[str, bytes] = {}
    as_typed = []
    pages = Page.objects.with_live_text().in_bulk([page.pk for page in tree.pages])
    for place in tree.pages:
        page = pages[place.pk]
        text, is_as_typed = _file_for(page, files[page.path], files, figure_files, figure_words)
        contents[f"docs/{files[page.path]}"] = text.encode()
        if is_as_typed:
            as_typed.append(page.get_absolute_url())
    for figure in figures:
        name = f"docs/{exported.FIGURES_FOLDER}/{figure_files[figure.name]}"
        contents[name] = bytes(figure.content)
    listed = {one.name: _facts(one, figure_files[one.name]) for one in figures}
    contents[exported.FIGURES_FILE] = _yaml(listed).encode()
    contents["mkdocs.yml"] = _yaml(_configuration(tree, files)).encode()
    return contents, Exported(len(pages), len(figures), tuple(as_typed))


@contextmanager
def _one_moment() -> Iterator[None]:
    """All that is read inside is as it stood at one moment, whatever staff publish meanwhile."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def refuse_folder_in_use(folder: Path) -> None:
    """Empty, not there yet, or an earlier export: nothing else is written over."""
    if folder.exists() and not folder.is_dir():
        raise ExportRefused(f"{folder} is a file. Name a folder.")
    if not folder.exists() or not any(folder.iterdir()):
        return
    try:
        if exported.is_ours(read_configuration(folder / "mkdocs.yml")):
            return
    except UnreadableSite:
        pass
    raise ExportRefused(
        f"{folder} holds other files. Name an empty folder, or one with an earlier export."
    )


def _file_for(
    page: Page,
    file: str,
    files: dict[str, str],
    figure_files: dict[str, str],
    figure_words: dict[str, FigureWords],
) -> tuple[str, bool]:
    """A page's links lead between files only where the way back gives its very words."""
    revision = page.published_revision
    assert revision is not None  # the database holds that a published page has one
    body = exported.as_in_files(
        revision.body, file, files=files, figure_files=figure_files, figure_words=figure_words
    )
    paths = {name: path for path, name in files.items()}
    is_as_typed = exported.as_on_the_site(body, file, paths) != revision.body
    if is_as_typed:
        body = revision.body
    head = _head(page, revision) | ({"links": "as typed"} if is_as_typed else {})
    return f"---\n{_yaml(head)}---\n\n{body}", is_as_typed


def _head(page: Page, revision: PageRevision) -> dict[str, str]:
    said: dict[str, str] = {"title": revision.title}
    said |= {
        name: value for name in ("menu_title", "summary") if (value := str(getattr(revision, name)))
    }
    said["shown_in"] = str(ShownIn(page.shown_in).value)
    if page.feedback != FeedbackState.INHERIT:
        said["feedback"] = str(FeedbackState(page.feedback).value)
    for name in ("feedback_opens_at", "feedback_closes_at"):
        if moment := getattr(page, name):
            said[name] = moment.isoformat()
    for name in ("feedback_introduction", "feedback_afterwards"):
        if text := getattr(page, name):
            said[name] = text
    return said


def _facts(figure: Figure, file: str) -> dict[str, Any]:
    return {
        "file": file,
        "alternative_text": figure.alternative_text,
        "decorative": figure.is_decorative,
        "caption": figure.caption,
        "credit": figure.credit,
        "digest": hashlib.sha256(bytes(figure.content)).hexdigest(),
    }


def _configuration(tree: SiteTree, files: dict[str, str]) -> dict[str, Any]:
    return {
        "site_name": settings.SITE_NAME,
        "docs_dir": "docs",
        "nav": [_nav(page, files) for page in tree.pages if "/" not in page.path],
        "markdown_extensions": _EXTENSIONS,
        "extra": {exported.MARK: exported.FORMAT},
    }


def _nav(page: SitePage, files: dict[str, str]) -> dict[str, Any]:
    if not page.children:
        return {page.menu_title: files[page.path]}
    below = (_nav(child, files) for child in page.children)
    return {page.menu_title: [files[page.path], *below]}


class _Dumper(yaml.SafeDumper):
    """Text with breaks or unseen characters in it is escaped: other styles would tidy them."""


def _written_out(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if _UNSEEN.search(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _written_out)


def _yaml(data: Any) -> str:
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=2**31)


def _write(folder: Path, contents: dict[str, bytes]) -> None:
    """What an earlier export wrote and this one does not is taken away."""
    for name in contents:
        _refuse_way_out(folder, name)
    for name in _written_before(folder) - set(contents):
        (folder / name).unlink(missing_ok=True)
    for name, content in contents.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.is_symlink():
            file.unlink()  # the file it leads to is somebody's
        file.write_bytes(content)


def _refuse_way_out(folder: Path, name: str) -> None:
    """Names are of safe letters from the start; this holds should one ever not be."""
    if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
        raise ExportRefused(f"{name} would lead out of the folder: nothing was written.")
    for above in list(PurePosixPath(name).parents)[:-1]:
        if (folder / above).is_symlink():
            raise ExportRefused(f"{folder / above} leads out of the folder: take that link away.")


def _written_before(folder: Path) -> set[str]:
    try:
        nav = read_configuration(folder / "mkdocs.yml").get("nav")
    except UnreadableSite:
        return set()
    names = {f"docs/{file}" for file in _files_in(nav)}
    names |= {f"docs/{exported.FIGURES_FOLDER}/{one.file.name}" for one in exported.figures(folder)}
    root = folder.resolve()
    return {name for name in names if (folder / name).resolve().is_relative_to(root)}


def _files_in(nav: Any) -> list[str]:
    if isinstance(nav, str):
        return [nav]
    inside = nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else []
    return [file for one in inside for file in _files_in(one)]
