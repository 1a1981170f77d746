"""Turn links between files into links of the site; one that leads nowhere becomes its words."""

import html
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.utils.text import slugify

from pages.addresses import RESERVED_NAMES
from pages.mkdocs.addresses import mkdocs_path
from pages.mkdocs.files import PAGE_ENDINGS, Files
from pages.mkdocs.known import Known
from pages.mkdocs.notes import Notes
from pages.mkdocs.scanning import Link, definitions_in, links_in
from pages.rendering import Heading

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_SCHEMES = {"http:", "https:", "mailto:", "tel:"}


@dataclass(frozen=True, slots=True)
class Target:
    """A page that links may lead to: its address, and the ids that its headings go by."""

    path: str
    anchors: Mapping[str, str]

    @property
    def url(self) -> str:
        return f"/{self.path}/" if self.path else "/"


def anchors_of(
    title: str, headings: Iterable[Heading], custom: Mapping[str, str]
) -> dict[str, str]:
    """What an anchor may be called in the folder → the heading's id; empty: the top of the page."""
    anchors = {slugify(title): "", "": ""}
    counts: dict[str, int] = {}
    by_words: dict[str, str] = {}
    for heading in headings:
        slug = slugify(heading.text)
        times = counts.get(slug, 0)
        counts[slug] = times + 1
        by_words.setdefault(slug, heading.id)
        anchors[f"{slug}_{times}" if times else slug] = heading.id
        anchors.setdefault(heading.id, heading.id)
    for name, slug in custom.items():
        if slug in by_words:
            anchors[name] = by_words[slug]
    return anchors


class Linker:
    """Knows every page of the folder by all the ways a link may name it."""

    def __init__(
        self, files: Files, targets: Mapping[str, Target], *, known: Known, site_url: str = ""
    ) -> None:
        self._files, self._targets, self._known = files, targets, known
        self._site_url = site_url.rstrip("/")
        self._by_path = {mkdocs_path(file): target for file, target in targets.items()}
        self._by_path |= {target.path: target for target in targets.values()}

    def rewrite(self, body: str, *, file: str, notes: Notes) -> str:
        def address(written: str, words: str) -> str | None:
            new, problem = self._resolve(written, file)
            if problem:
                shown = " ".join(words.split())[:60]
                notes.problem(f"the link “{shown}” to {written[:100]}: {problem}")
            elif new != written:
                notes.changed("links made the site’s own")
            return new

        return rewrite_links(body, address)

    def _resolve(self, written: str, file: str) -> tuple[str | None, str]:
        """The new address (none: there is nothing to lead to), and what a person should know."""
        address = _UNSEEN.sub("", html.unescape(unquote(written)))
        plain = html.unescape(written).strip()
        if self._site_url and plain.startswith(f"{self._site_url}/"):
            plain = plain.removeprefix(self._site_url)
        elif scheme := _SCHEME.match(address):
            if scheme[0].lower() in _SCHEMES:
                return written, ""
            return None, "an address of this kind can’t be a link: its words are kept"
        if plain.startswith("//"):
            return written, ""
        try:
            parts = urlsplit(plain)
        except ValueError:
            return None, "it is no address: its words are kept"
        target = self._target(parts.path, file)
        if target is None:
            return self._elsewhere(written, unquote(parts.path))
        return self._with_anchor(target, unquote(parts.fragment), is_same=not parts.path)

    def _with_anchor(self, target: Target, anchor: str, *, is_same: bool) -> tuple[str | None, str]:
        url = "" if is_same else target.url
        identity = target.anchors.get(anchor)
        if identity is None:
            identity = target.anchors.get(anchor.lower())
        if identity:
            return f"{url}#{identity}", ""
        if identity == "":
            return url or target.url, ""
        if anchor in target.anchors.values() or anchor.startswith("app-footnote"):
            return f"{url}#{anchor}", ""
        if is_same:
            return None, f"there is no “{anchor}” on the page: its words are kept"
        return url, f"there is no heading “{anchor}”: it leads to the page"

    def _target(self, path: str, file: str) -> Target | None:
        if not path:
            return self._targets.get(file)
        candidates = [_join(posixpath.dirname(file), path)]
        # As a browser follows it from the page's own address, which ends with a slash.
        candidates.append(_join(mkdocs_path(file), path))
        for candidate in candidates:
            if candidate is None:
                continue
            if found := self._targets.get(self._files.find(candidate) or ""):
                return found
            bare = unquote(re.sub(r"(?:/|^)index\.html?$|\.html?$|/$", "", candidate)).strip("/")
            for name in (bare, bare.lower()):
                if name in self._by_path:
                    return self._by_path[name]
            for ending in PAGE_ENDINGS:
                if found := self._targets.get(self._files.find(f"{bare}{ending}") or ""):
                    return found
        return None

    def _elsewhere(self, written: str, path: str) -> tuple[str | None, str]:
        bare = path.strip("/")
        if path.startswith("/") and (
            bare in self._known.paths or bare.split("/")[0] in RESERVED_NAMES
        ):
            return written, ""
        if path.startswith("/figures/"):
            return written, ""
        return None, "it leads nowhere: its words are kept"


def rewrite_links(body: str, address: Callable[[str, str], str | None]) -> str:
    """Each link's address through `address(written, words)`; where that is none, words remain."""
    links = [link for link in links_in(body) if not link.is_image]
    definitions = definitions_in(body)
    edits: list[tuple[int, int, str]] = []
    dead_labels = set()
    image_labels = {link.label for link in links_in(body) if link.is_image and link.label}
    for one in definitions:
        if one.label in image_labels:
            continue
        written = body[one.address_start : one.address_end]
        new = address(written, one.label)
        if new is None:
            dead_labels.add(one.label)
            edits.append((one.start, one.end, ""))
        elif new != written:
            edits.append((one.address_start, one.address_end, new))
    for link in links:
        if link.label:
            if link.label in dead_labels:
                edits += _unlinked(link)
            continue
        written = body[link.address_start : link.address_end]
        new = address(written, body[link.words_start : link.words_end])
        if new is None:
            edits += _unlinked(link)
        elif new != written:
            edits.append((link.address_start, link.address_end, new))
    return _edited(body, edits)


def _unlinked(link: Link) -> list[tuple[int, int, str]]:
    return [(link.start, link.words_start, ""), (link.words_end, link.end, "")]


def _edited(body: str, edits: list[tuple[int, int, str]]) -> str:
    pieces, end = [], 0
    for start, stop, new in sorted(edits):
        if start < end:
            continue
        pieces += [body[end:start], new]
        end = stop
    return "".join([*pieces, body[end:]])


def _join(folder: str, path: str) -> str | None:
    """Where the path leads from the folder; nothing when that is outside the site."""
    if path.startswith("/"):
        return posixpath.normpath(path).lstrip("/")
    joined = posixpath.normpath(posixpath.join(folder, path))
    return None if joined.startswith("..") else ("" if joined == "." else joined)
