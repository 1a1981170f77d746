"""Footnotes linked both ways, under a heading of their own."""

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from pages.rendering.headings import Heading, box_close, box_open
from pages.rendering.sanitising import WAY_BACK

_HEADING = Heading(level=2, id="app-footnotes", text="Footnotes")


def mark_without_note(state: StateInline, silent: bool) -> bool:
    """`[^3]` when the page has no note of that name: the mark alone, as print would show it."""
    if not state.src.startswith("[^", state.pos):
        return False
    end = state.src.find("]", state.pos + 2, state.pos + 40)
    name = state.src[state.pos + 2 : end]
    if end < 0 or not name.isalnum():
        return False
    if not silent:
        state.push("sup_open", "sup", 1).meta["without_note"] = name
        state.push("text", "", 0).content = name
        state.push("sup_close", "sup", -1)
    state.pos = end + 1
    return True


def mark(token: Token, env: EnvType) -> str:
    seal, number = env["seal"], _number(token)
    return (
        f'<sup class="{seal}app-footnote-mark"><a class="{seal}govuk-link" '
        f'href="#app-footnote-{number}" id="{seal}app-footnote-mark-{number}{_again(token)}" '
        f'aria-label="{seal}Footnote {number}">{number}</a></sup>'
    )


def block_open(_token: Token, env: EnvType) -> str:
    seal = env["seal"]
    env["headings"].append(_HEADING)
    return (
        f'<section class="{seal}app-footnotes" aria-labelledby="{seal}{_HEADING.id}">\n'
        f"{box_open(_HEADING, seal=seal)}{_HEADING.text}{box_close(_HEADING, seal=seal)}"
        f'<ol class="{seal}govuk-list govuk-list--number">\n'
    )


def block_close(_token: Token, _env: EnvType) -> str:
    return "</ol>\n</section>\n"


def note_open(token: Token, env: EnvType) -> str:
    return f'<li id="{env["seal"]}app-footnote-{_number(token)}">'


def note_close(_token: Token, _env: EnvType) -> str:
    return "</li>\n"


def way_back(token: Token, env: EnvType) -> str:
    seal, number = env["seal"], _number(token)
    return (
        f' <a class="{seal}govuk-link" href="#app-footnote-mark-{number}{_again(token)}" '
        f'aria-label="{seal}Back to the text at footnote {number}{_time(token)}">{WAY_BACK}</a>'
    )


def _number(token: Token) -> int:
    return int(token.meta["id"]) + 1


def _again(token: Token) -> str:
    """A note mentioned more than once has a mark for each time."""
    times = token.meta.get("subId", 0)
    return f"-{times + 1}" if times > 0 else ""


def _time(token: Token) -> str:
    times = token.meta.get("subId", 0)
    return f", mention {times + 1}" if times > 0 else ""
