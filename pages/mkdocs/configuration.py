"""Read `mkdocs.yml` and front matter as data: no tag runs anything, no alias grows without end."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pages.mkdocs.description import UnreadableSite
from pages.mkdocs.notes import Notes

_NAMES = ("mkdocs.yml", "mkdocs.yaml")
_NOT_LOOKED_INTO = {"node_modules", "site-packages", "site"}
_DEEPEST = 6  # folders below the one given in which a mkdocs.yml is looked for
_MOST_ALIASES = 20  # each may double what the one before it holds
_MOST_ENTRIES = 20_000
_MOST_BYTES = 1_000_000
_DEEPEST_NAV = 30


class _Loader(yaml.SafeLoader):
    """Safe, and not upset by tags such as `!!python/name:` and `!ENV` that MkDocs sites use."""

    aliases = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            self.aliases += 1
            if self.aliases > _MOST_ALIASES:
                raise yaml.YAMLError(f"more than {_MOST_ALIASES} aliases")
        return super().compose_node(parent, index)


def _tagged(loader: Any, _tag: str, node: yaml.Node) -> Any:
    """`!ENV [NAME, default]` is its default; what any other tag would make is nothing."""
    if node.tag == "!ENV" and isinstance(node, yaml.SequenceNode) and len(node.value) > 1:
        return loader.construct_object(node.value[-1])
    return None


def _as_written(_loader: Any, node: yaml.Node) -> Any:
    return node.value


_Loader.add_multi_constructor("", _tagged)
# 2024-01-01 is what somebody wrote, not a date to count with; an impossible one must not stop us.
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _as_written)


@dataclass(frozen=True, slots=True)
class NavEntry:
    """A page of the nav: its title if it is given one, and the titles of the sections it is in."""

    title: str
    file: str
    sections: tuple[str, ...] = ()


def load_yaml(text: str, file: object) -> dict[str, Any]:
    """Raises UnreadableSite, with the file and the reason."""
    try:
        found = yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader, see above
    except (yaml.YAMLError, ValueError) as error:
        raise UnreadableSite(f"{file} is not readable YAML: {error}") from error
    except RecursionError as error:
        raise UnreadableSite(f"{file} is not readable YAML: it is nested too deeply.") from error
    if found is not None and not isinstance(found, dict):
        raise UnreadableSite(f"{file} is not readable YAML: it should say “name: value”.")
    return found or {}


def find_configuration(folder: Path, notes: Notes) -> Path:
    """The `mkdocs.yml` in the folder or, failing that, the one nearest to it further down."""
    found = sorted(_configurations(folder), key=lambda one: (len(one.parts), one))
    if not found:
        raise UnreadableSite(f"{folder / _NAMES[0]} can’t be read: there is no such file.")
    for other in found[1:]:
        if len(found[0].parts) != len(folder.parts) + 1:
            notes.problem(f"{other.relative_to(folder)} is not read: one site at a time")
    return found[0]


def read_configuration(file: Path) -> dict[str, Any]:
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise UnreadableSite(f"{file} is larger than {_MOST_BYTES:,} bytes.")
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UnreadableSite(f"{file} can’t be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UnreadableSite(f"{file} is not UTF-8 text.") from error
    return load_yaml(text, file)


def entries_of(nav: object, notes: Notes) -> list[NavEntry]:
    """Titles and files in the order of the nav. Links elsewhere are left out, and said."""
    budget = iter(range(_MOST_ENTRIES))
    return list(_walk(nav, notes, budget))


def _walk(
    nav: object,
    notes: Notes,
    budget: Iterator[int],
    title: str = "",
    sections: tuple[str, ...] = (),
) -> Iterator[NavEntry]:
    if next(budget, None) is None or len(sections) > _DEEPEST_NAV:
        raise UnreadableSite(
            f"The nav of mkdocs.yml has more than {_MOST_ENTRIES:,} entries or is deeper than "
            f"{_DEEPEST_NAV} sections."
        )
    if isinstance(nav, str):
        if nav.lower().endswith((".md", ".markdown")) and "://" not in nav:
            yield NavEntry(title, nav, sections)
        else:
            notes.problem(f"nav: “{title or nav}” leads to {nav}, which is no page: left out")
    elif isinstance(nav, dict):
        for name, inside in nav.items():
            below = sections if isinstance(inside, str) else (*sections, str(name))
            yield from _walk(inside, notes, budget, str(name), below)
    elif isinstance(nav, list):
        for inside in nav:
            nested = isinstance(inside, list)
            yield from _walk(inside, notes, budget, "", (*sections, "") if nested else sections)
    elif nav is not None:
        notes.problem(f"nav: {nav!r:.60} is no page: left out")


def _configurations(folder: Path) -> Iterator[Path]:
    level = [folder]
    for _depth in range(_DEEPEST + 1):
        below: list[Path] = []
        for place in level:
            yield from (place / name for name in _NAMES if (place / name).is_file())
            try:
                inside = sorted(place.iterdir())
            except OSError:
                continue
            below += [
                one
                for one in inside
                if one.is_dir()
                and not one.is_symlink()
                and not one.name.startswith(".")
                and one.name not in _NOT_LOOKED_INTO
            ]
        level = below
