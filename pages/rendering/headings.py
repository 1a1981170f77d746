"""Give a page's headings levels without gaps and ids that no other part of the page can have."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import slugify
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType

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
        token.meta["heading"] = close.meta["heading"] = heading
        kept += [token, inline, close]
    state.tokens = kept
    _name_terms(state.tokens, taken)


def heading_open(token: Token, env: EnvType) -> str:
    """A box for the heading and what stands beside it, so that its own name stays its words."""
    seal, heading = env["seal"], token.meta["heading"]
    return box_open(heading, seal=seal)


def heading_close(token: Token, env: EnvType) -> str:
    return box_close(token.meta["heading"], seal=env["seal"])


def box_open(heading: Heading, *, seal: str) -> str:
    classes = _CLASSES.get(heading.level, "govuk-heading-s")
    return (
        f'<div class="{seal}app-heading app-heading--{heading.level}">\n'
        f'<h{heading.level} class="{seal}{classes}" id="{seal}{heading.id}">'
    )


def box_close(heading: Heading, *, seal: str) -> str:
    label = f"Link to this section: {heading.text}"
    return f"</h{heading.level}>\n{_link_to(heading.id, label, seal=seal)}\n</div>\n"


def term_open(token: Token, env: EnvType) -> str:
    return f'<dt id="{env["seal"]}{token.meta["id"]}">' if "id" in token.meta else "<dt>"


def term_close(token: Token, env: EnvType) -> str:
    if "id" not in token.meta:
        return "</dt>\n"
    label = f"Link to this term: {token.meta['words']}"
    return f" {_link_to(token.meta['id'], label, seal=env['seal'])}</dt>\n"


def _link_to(identifier: str, label: str, *, seal: str) -> str:
    """It holds no words: the style sheet draws it, and no search or extract reads it."""
    return (
        f'<a class="{seal}app-anchor" href="#{identifier}" aria-label="{seal}{escapeHtml(label)}">'
        "</a>"
    )


def _name_terms(tokens: Sequence[Token], taken: dict[str, int]) -> None:
    """Each term of a list of definitions has an address. Headings have had the first choice."""
    for at, token in enumerate(tokens):
        if token.type == "dt_open":
            inline, close = tokens[at + 1], tokens[at + 2]
            if words := " ".join(_words(inline.children or []).split()):
                identifier = _unused_id(words, taken, otherwise="term")
                token.meta = close.meta = {"id": identifier, "words": words}


def _level_without_gaps(written: int, open_levels: list[int]) -> int:
    while open_levels and open_levels[-1] >= written:
        open_levels.pop()
    open_levels.append(written)
    return min(len(open_levels) + 1, 6)


def _unused_id(text: str, taken: dict[str, int], *, otherwise: str = "section") -> str:
    slug = slugify(text)[:_LONGEST_ID].strip("-") or otherwise
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
