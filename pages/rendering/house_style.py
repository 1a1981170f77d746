"""Dress Markdown's tokens as GOV.UK Frontend's components."""

import re

from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType

_CLASSES = {
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "a": "govuk-link",
    "blockquote": "govuk-inset-text",
    "hr": "govuk-section-break govuk-section-break--m govuk-section-break--visible",
    "table": "govuk-table",
    "thead": "govuk-table__head",
    "tbody": "govuk-table__body",
    "tr": "govuk-table__row",
    "th": "govuk-table__header",
    "td": "govuk-table__cell",
    "dl": "app-definitions",
}
_CLASSES_BY_TYPE = {
    "admonition_open": "govuk-inset-text app-admonition",
    "admonition_title_open": "govuk-body app-admonition__title",
}
# Each kind has a look and a mark of its own; a word nobody knows is a note.
_KINDS = {
    "tip": "tip",
    "hint": "tip",
    "success": "tip",
    "important": "warning",
    "warning": "warning",
    "caution": "warning",
    "attention": "warning",
    "danger": "warning",
    "error": "warning",
}
_PLAIN_TAG = re.compile(rf"<({'|'.join(_CLASSES)})(?=[\s>])", re.IGNORECASE)
_RAW_HEADING = re.compile(r"<(/?)h[1-6](?=[\s/>])", re.IGNORECASE)


def dress(state: StateCore) -> None:
    seal = state.env["seal"]
    for token in state.tokens:
        _dress_one(token, seal)
        for child in token.children or []:
            _dress_one(child, seal)


def name_tables(state: StateCore) -> None:
    """A box that scrolls needs a name: the words of its header row."""
    for at, token in enumerate(state.tokens):
        if token.type == "table_open":
            words = []
            for cell in state.tokens[at:]:
                if cell.type == "thead_close":
                    break
                if cell.type == "inline" and cell.content.strip():
                    words.append(cell.content.strip())
            token.meta["name"] = f"Table: {', '.join(words)}" if words else "Table"


def table_open(token: Token, env: EnvType) -> str:
    seal, name = env["seal"], escapeHtml(token.meta["name"])
    return (
        f'<div class="{seal}app-table" tabindex="{seal}0" role="{seal}region" '
        f'aria-label="{seal}{name}">\n<table class="{seal}govuk-table">\n'
    )


def table_close(_token: Token, _env: EnvType) -> str:
    return "</table>\n</div>\n"


def raw_html(token: Token, env: EnvType) -> str:
    """Pasted HTML looks like the rest; its headings, outside our order and ids, become text."""
    html = _RAW_HEADING.sub(r"<\1p", token.content)
    return _PLAIN_TAG.sub(
        lambda tag: f'<{tag[1]} class="{env["seal"]}{_CLASSES[tag[1].lower()]}"', html
    )


def _dress_one(token: Token, seal: str) -> None:
    if token.nesting < 0 or token.type == "heading_open":
        return
    classes = _CLASSES_BY_TYPE.get(token.type) or _CLASSES.get(token.tag)
    is_number = "text-align:right" in str(token.attrs.get("style", ""))
    is_elsewhere = str(token.attrs.get("href", "")).startswith(("http:", "https:", "//"))
    if token.type == "image":
        return
    token.attrs = {
        name: value for name, value in token.attrs.items() if name in {"href", "title", "start"}
    }
    if token.type == "admonition_open":
        classes = f"{classes} app-admonition--{_KINDS.get(token.meta['tag'], 'note')}"
    if classes:
        kind = token.tag if is_number and token.tag in {"td", "th"} else ""
        numeric = {"td": " govuk-table__cell--numeric", "th": " govuk-table__header--numeric"}
        token.attrSet("class", f"{seal}{classes}{numeric.get(kind, '')}")
    if token.tag == "th":
        token.attrSet("scope", "col")
    if is_elsewhere:
        token.attrSet("rel", f"{seal}noopener")
