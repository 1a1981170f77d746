"""Find a folder's files as its pages name them: with spaces, `%20`, or capitals that differ."""

import os
import posixpath
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from pages.mkdocs.description import UnreadableSite
from pages.mkdocs.notes import Notes

PAGE_ENDINGS = (".md", ".markdown")
MAX_PAGE_BYTES = 1_000_000  # ten times what a page can hold: the rest may be a form or a comment


class UnreadablePage(Exception):  # noqa: N818 - it reads as English
    """One file can't be read; the message says why."""


class Files:
    """The files of one folder. Nothing outside it is ever opened, whatever a link says."""

    def __init__(self, root: Path, notes: Notes) -> None:
        self.root = root
        self.names = frozenset(self._all(notes))
        self._by_key: dict[str, str] = {}
        for name in sorted(self.names):
            self._by_key.setdefault(_key(name), name)

    @property
    def pages(self) -> list[str]:
        """In the order of the folder: what is in it before the folders below, indexes first."""
        found = [name for name in self.names if name.lower().endswith(PAGE_ENDINGS)]
        return sorted(found, key=_in_folder_order)

    def find(self, name: str) -> str | None:
        """The file of that name, else the one that is the same but for coding and capitals."""
        for candidate in (name, unquote(name)):
            tidy = posixpath.normpath(candidate)
            if tidy in self.names:
                return tidy
        return self._by_key.get(_key(posixpath.normpath(name)))

    def read(self, name: str, notes: Notes) -> str:
        file = self.root / name
        try:
            size = file.stat().st_size
            if size > MAX_PAGE_BYTES:
                raise UnreadablePage(
                    f"The file is {size / 1_000_000:.1f} MB. The most is "
                    f"{MAX_PAGE_BYTES / 1_000_000:.0f} MB: divide it into several pages."
                )
            content = file.read_bytes()
        except OSError as error:
            raise UnreadablePage(f"The file can’t be read: {error.strerror}.") from error
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
            notes.problem("the file is not UTF-8: read as Windows-1252, look at its accents")
        return text.replace("\x00", "")

    def _all(self, notes: Notes) -> Iterator[str]:
        root = self.root.resolve()
        if not root.is_dir():
            raise UnreadableSite(f"{self.root} can’t be read: there is no such folder.")
        for place, folders, files in os.walk(self.root):
            folders[:] = sorted(one for one in folders if not one.startswith("."))
            for linked in [one for one in folders if (Path(place) / one).is_symlink()]:
                notes.problem(f"{linked} is a link to another folder: not followed")
            for name in sorted(files):
                file = Path(place) / name
                if name.startswith("."):
                    continue
                if not file.resolve().is_relative_to(root):
                    notes.problem(f"{name} is a link out of the folder: not followed")
                    continue
                yield file.relative_to(self.root).as_posix()


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", unquote(name)).casefold()


def _in_folder_order(name: str) -> tuple[tuple[str, ...], bool, str]:
    folder, _, last = name.rpartition("/")
    return tuple(folder.split("/") if folder else ()), not is_index(last), last


def is_index(name: str) -> bool:
    stem = name.rpartition("/")[2].rpartition(".")[0]
    return stem.lower() in {"index", "readme"}
