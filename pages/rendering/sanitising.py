"""The last word on what reaches a browser: only harmless HTML, and only our own classes and ids."""

import html as html_entities
import re
import secrets
from collections.abc import Callable
from typing import Self

import nh3

_TAGS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "u",
        "ul",
        "var",
    ]
)
# What stands inside these is not for reading either.
_DROPPED_WITH_CONTENT = {
    "button",
    "form",
    "iframe",
    "math",
    "noscript",
    "object",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
}
# Attributes that could pass as the page's own: kept only when the renderer wrote them.
_SEALED = {
    "aria-label",
    "aria-labelledby",
    "class",
    "decoding",
    "id",
    "loading",
    "rel",
    "role",
    "tabindex",
}
_ATTRIBUTES = {
    "*": {*_SEALED, "lang", "title"},
    "a": {"href"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_OWN_ADDRESS = re.compile(r"/(?!/)[^\s\\\x00-\x1f\x7f-\x9f]*")
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
# What a footnote's link to its mark shows: no word of the page.
WAY_BACK = "\u21a9\ufe0e"
_BREAK = "\ue000"
_BLOCK = re.compile(
    r"(?=</?(?:blockquote|caption|dd|details|div|dl|dt|figcaption|figure|h[2-6]|hr|li|ol|p|pre|section"
    r"|summary|table|td|th|tr|ul)[\s>])"
)


class Seal(str):
    """A random mark before each class and id we write, which no author of a page can guess."""

    __slots__ = ()

    def __new__(cls) -> Self:
        return super().__new__(cls, f"{secrets.token_hex(8)}:")


def sanitise(html: str, *, seal: Seal) -> str:
    clean = nh3.clean(
        html,
        tags=set(_TAGS),
        clean_content_tags=_DROPPED_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        attribute_filter=_only_sealed(seal),
        link_rel=None,
        url_schemes={"http", "https", "mailto", "tel"},
    )
    # Where our own mark-up landed in somebody's attribute, the mark must not show.
    return clean.replace(seal, "")


def is_own_address(address: str) -> bool:
    """Pictures come from the site itself: the browser is told to load none from elsewhere.

    Browsers skip control characters and read a backslash as a slash: none may stand in it.
    """
    return _OWN_ADDRESS.fullmatch(address) is not None


def _only_sealed(seal: Seal) -> Callable[[str, str, str], str | None]:
    def keep(_tag: str, name: str, value: str) -> str | None:
        if name == "src":
            return value if is_own_address(value) else None
        if name not in _SEALED:
            return value
        return value.removeprefix(seal) if value.startswith(seal) else None

    return keep


def words_of(html: str) -> str:
    """The words alone, on one line, with a dot between paragraphs, headings, items and cells.

    The marks that search puts round a find are kept free.
    """
    apart = _BLOCK.sub(_BREAK, _PRIVATE_USE.sub("", html))
    apart = apart.replace("<sup", " <sup").replace("<br>", " <br>").replace(WAY_BACK, "")
    words = html_entities.unescape(nh3.clean(apart, tags=set()))
    parts = (" ".join(part.split()) for part in words.split(_BREAK))
    return " · ".join(part for part in parts if part)
