"""Find the pictures that pages show, and call them by a name; what is not there is said."""

import html
import posixpath
import re
from urllib.parse import unquote

from django.utils.text import slugify

from pages.mkdocs.description import FigureSource
from pages.mkdocs.files import Files
from pages.mkdocs.notes import Notes
from pages.mkdocs.scanning import Link, definitions_in, links_in

_ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".gif")
_ELSEWHERE = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?//|data:", re.IGNORECASE)


class Pictures:
    """One figure a file, named after it; a second file of the same name has its folder's too."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._names: dict[str, str] = {}
        self._figures: dict[str, FigureSource] = {}

    @property
    def figures(self) -> tuple[FigureSource, ...]:
        return tuple(self._figures.values())

    def name_them(self, body: str, *, file: str, notes: Notes) -> str:
        """`![words](img/a.png)` becomes `![words](figure:a)` where the picture is in the folder."""
        edits = []
        addresses = {one.label: one for one in definitions_in(body)}
        for link in links_in(body):
            if not link.is_image:
                continue
            place = addresses[link.label] if link.label else link
            written = body[place.address_start : place.address_end]
            alternative = _words(body[link.words_start : link.words_end])
            if name := self._name(written, alternative, link, file=file, notes=notes):
                edits.append((place.address_start, place.address_end, f"figure:{name}"))
        for start, end, new in sorted(set(edits), reverse=True):
            body = body[:start] + new + body[end:]
        return body

    def _name(self, written: str, alternative: str, link: Link, *, file: str, notes: Notes) -> str:
        address = html.unescape(written).strip()
        if address.startswith("figure:"):
            return ""
        if _ELSEWHERE.match(address):
            notes.problem(f"the picture {written[:100]} is not in the folder: to be supplied")
            return ""
        found = self._find(unquote(re.sub(r"[?#].*", "", address)), file)
        if found is None:
            notes.problem(f"the picture {written[:100]} is not there: to be supplied")
            return ""
        if not found.lower().endswith(_ENDINGS):
            notes.problem(
                f"the picture {written[:100]} is not a PNG, JPEG, WebP or GIF: supply one"
            )
            return ""
        if not alternative:
            notes.problem(f"the picture {written[:100]} has no alternative text: write it")
        notes.changed("pictures made figures")
        return self._figure(found, alternative, _unquoted(link.title))

    def _find(self, path: str, file: str) -> str | None:
        folder = posixpath.dirname(file)
        for base in ("",) if path.startswith("/") else (folder, file.rpartition(".")[0], ""):
            name = posixpath.normpath(posixpath.join(base, path.lstrip("/")))
            if not name.startswith("..") and (found := self._files.find(name)):
                return found
        return None

    def _figure(self, found: str, alternative: str, caption: str) -> str:
        if found not in self._names:
            name = self._free_name(found)
            self._names[found] = name
            self._figures[name] = FigureSource(
                name=name,
                file=self._files.root / found,
                alternative_text=alternative[:500],
                is_decorative=not alternative,
                caption=caption[:500],
            )
        elif alternative and self._figures[self._names[found]].is_decorative:
            # Words that one page has for it serve the others.
            before = self._figures[self._names[found]]
            self._figures[before.name] = FigureSource(
                before.name, before.file, alternative[:500], caption=before.caption or caption[:500]
            )
        return self._names[found]

    def _free_name(self, found: str) -> str:
        stem = found.rpartition(".")[0]
        short = slugify(posixpath.basename(stem).replace("_", "-").replace(".", "-"))
        whole = slugify(stem.replace("/", "-").replace("_", "-").replace(".", "-"))
        for name in (short, whole):
            tidy = re.sub(r"-{2,}", "-", name)[:90].strip("-")
            if tidy and tidy not in self._figures:
                return tidy
        return f"{whole[:80] or 'figure'}-{len(self._figures) + 1}".strip("-")


def _words(alternative: str) -> str:
    return " ".join(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", alternative).split())


def _unquoted(title: str) -> str:
    return _words(title[1:-1]) if title else ""
