"""Give a page's headings levels without gaps and ids that no other part of the page can have."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import slugify
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from pages.rendering.sanitising import Seal

# The templates' own ids begin so: a heading must never shadow one of them.
_PREFIXES_TAKEN = ("app-", "id_", "div_id_")
_IDS_TAKEN = frozenset({"error-summary-title"})
_CLASSES = {2: "govuk-heading-l", 3: "govuk-heading-m"}
_LONGEST_ID = 80


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    id: str
    text: str


def settle_headings(state: StateCore) -> None:
    """Level 2 is the highest (the title is the page's one level 1), and none is skipped."""
    seal: Seal = state.env["seal"]
    headings: list[Heading] = state.env["headings"]
    taken: dict[str, int] = {}
    open_levels: list[int] = []
    kept: list[Token] = []
    tokens = iter(state.tokens)
    for token in tokens:
        if token.type != "heading_open":
            kept.append(token)
            continue
        inline, close = next(tokens), next(tokens)
        text = " ".join(_words(inline.children or []).split())
        if not text:
            continue  # An empty heading is a stop with nothing to say to a screen reader.
        level = _level_without_gaps(int(token.tag[1:]), open_levels)
        heading = Heading(level=level, id=_unused_id(text, taken), text=text)
        headings.append(heading)
        token.tag = close.tag = f"h{level}"
        token.attrs = {
            "class": f"{seal}{_CLASSES.get(level, 'govuk-heading-s')}",
            "id": f"{seal}{heading.id}",
        }
        kept += [token, inline, close]
    state.tokens = kept


def _level_without_gaps(written: int, open_levels: list[int]) -> int:
    while open_levels and open_levels[-1] >= written:
        open_levels.pop()
    open_levels.append(written)
    return min(len(open_levels) + 1, 6)


def _unused_id(text: str, taken: dict[str, int]) -> str:
    slug = slugify(text)[:_LONGEST_ID].strip("-") or "section"
    if slug.startswith(_PREFIXES_TAKEN) or slug in _IDS_TAKEN:
        slug = f"section-{slug}"
    candidate = slug
    while candidate in taken:
        taken[slug] += 1  # Remembered, so that a thousand equal headings don't count from 2 each.
        candidate = f"{slug}-{taken[slug]}"
    taken[candidate] = 1
    return candidate


def _words(children: Sequence[Token]) -> str:
    """What is read out: words and code, but no notes, tags or pictures' addresses."""
    return "".join(
        " " if child.type in {"softbreak", "hardbreak"} else child.content
        for child in children
        if child.type in {"text", "text_special", "code_inline", "softbreak", "hardbreak", "image"}
    )
