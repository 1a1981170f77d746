"""At which address a file's page stands: where MkDocs has it, if the site can have it there."""

import posixpath
import re
import zlib
from collections.abc import Iterable

from django.utils.text import slugify

from pages.mkdocs.files import is_index

_LONGEST_SLUG = 100


def mkdocs_path(file: str) -> str:
    """`a/b.md` is at `a/b`, `a/index.md` at `a`: as MkDocs serves it."""
    if is_index(file):
        return posixpath.dirname(file)
    return file.rpartition(".")[0]


def site_paths(files: Iterable[str]) -> dict[str, str]:
    """The address of each file. Two files never share one: the later gives way, with a number.

    `index.md` and `section.md` beside `section/` do ask for the same: the first has it.
    """
    slugs: dict[str, str] = {}  # folder or page as MkDocs has it → as the site has it
    taken: set[str] = set()
    paths: dict[str, str] = {}

    def path_of(original: str) -> str:
        if not original:
            return ""
        if original not in slugs:
            above, _, name = original.rpartition("/")
            section = path_of(above)
            wanted = posixpath.join(section, _slug(name))
            free, count = wanted, 1
            while free in taken:
                count += 1
                free = f"{wanted[: -len(str(count)) - 1] if len(wanted) > 480 else wanted}-{count}"
            taken.add(free)
            slugs[original] = free
        return slugs[original]

    # Those whose names need no change first, so that none loses its address to one that does.
    for file in sorted(files, key=lambda one: _needs_change(mkdocs_path(one))):
        paths[file] = path_of(mkdocs_path(file))
    return paths


def _needs_change(path: str) -> bool:
    return bool(path) and any(_slug(part) != part for part in path.split("/"))


def _slug(name: str) -> str:
    slug = slugify(re.sub(r"[._]+", "-", name))[:_LONGEST_SLUG].strip("-")
    slug = re.sub(r"-{2,}", "-", slug)
    return slug or f"page-{zlib.crc32(name.encode()):08x}"
