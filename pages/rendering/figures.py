"""Pictures in a page: the site's own figures, asked for by name, and those still to be supplied."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType

from pages.rendering.sanitising import is_own_address

# Where the page view may say to staff, and only to them, that a figure is to be supplied.
MISSING_FIGURE_SLOT = '<span class="app-figure__slot"></span>'

_NAME = r"figure:([a-z0-9]+(?:-[a-z0-9]+)*)"
_ASKED_FOR = re.compile(rf"{_NAME}(?![a-z0-9-])")
_SENTENCE_ENDS = (".", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class FigureFacts:
    """A figure that the site has: where its picture is, and the words that go with it."""

    address: str
    width: int
    height: int
    alternative_text: str = ""  # none: it is decorative
    caption: str = ""
    credit: str = ""


def names_asked_for(markdown: str) -> set[str]:
    """The figures a text may show: `figure:name`, wherever in it."""
    return set(_ASKED_FOR.findall(markdown))


def name_in(address: str) -> str:
    """The name in `figure:name`; empty for any other address."""
    match = re.fullmatch(_NAME, address)
    return match[1] if match else ""


def lift_figures(state: StateCore) -> None:
    """An image alone in its paragraph is a figure, which must not stand inside a paragraph."""
    kept: list[Token] = []
    for token in state.tokens:
        kept.append(token)
        if token.type != "paragraph_close" or len(kept) < 3:
            continue
        children = [
            child
            for child in kept[-2].children or []
            if child.type in {"image", "link_open"} or child.content.strip()
        ]
        if len(children) == 1 and children[0].type == "image":
            children[0].meta["is_figure"] = True
            figure = Token(
                *("inline", "", 0),
                children=children,
                content="",
                level=token.level,
                map=kept[-2].map,
            )
            kept[-3:] = [figure]
    state.tokens = kept


def words_in_image(token: Token) -> tuple[str, str]:
    """The alternative text and the caption written in `![alternative](address "caption")`."""
    alternative = "".join(part.content or " " for part in token.children or []).strip()
    return alternative, " ".join(str(token.attrs.get("title", "")).split())


def image(token: Token, env: EnvType) -> str:
    """A figure by its name, or a picture at one of the site's own addresses; any other is still
    to be supplied. What the page itself says of a picture goes before the figure's own words."""
    source = str(token.attrs.get("src", ""))
    alternative, caption = words_in_image(token)
    figures: Mapping[str, FigureFacts] = env["figures"]
    if facts := figures.get(name_in(source)):
        seal = env["seal"]
        picture = (
            f'<img src="{escapeHtml(facts.address)}" width="{facts.width}" '
            f'height="{facts.height}" alt="{escapeHtml(alternative or facts.alternative_text)}" '
            f'loading="{seal}lazy" decoding="{seal}async">'
        )
        caption = _with_credit(caption or facts.caption, facts.credit)
    elif is_own_address(source):
        picture = f'<img src="{escapeHtml(source)}" alt="{escapeHtml(alternative)}">'
    else:
        return _missing(token, env, caption=caption or alternative, source=source)
    if not token.meta.get("is_figure", False):
        return picture
    return _figure(env, "app-figure", picture, caption)


def _missing(token: Token, env: EnvType, *, caption: str, source: str) -> str:
    env["missing_figures"].append(caption or source)
    if not token.meta.get("is_figure", False):
        return escapeHtml(caption)
    slot = f'<span class="{env["seal"]}app-figure__slot"></span>'
    return _figure(env, "app-figure app-figure--missing", slot, caption)


def _figure(env: EnvType, classes: str, picture: str, caption: str) -> str:
    seal = env["seal"]
    words = (
        f'<figcaption class="{seal}app-figure__caption">{escapeHtml(caption)}</figcaption>'
        if caption
        else ""
    )
    return f'<figure class="{seal}{classes}">{picture}{words}</figure>\n'


def _with_credit(caption: str, credit: str) -> str:
    if not credit:
        return caption
    said = f"Credit: {credit}" + ("" if credit.endswith(_SENTENCE_ENDS) else ".")
    if not caption:
        return said
    return f"{caption}{'' if caption.endswith(_SENTENCE_ENDS) else '.'} {said}"
