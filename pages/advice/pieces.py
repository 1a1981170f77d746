"""A read text in small: each token with its line, each link with its words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markdown_it.token import Token

_SPOKEN = {"text", "text_special", "code_inline"}
_BREAKS = {"softbreak", "hardbreak"}


@dataclass(frozen=True, slots=True)
class Link:
    address: str
    words: str
    line: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of words: of a paragraph, a heading, an item of a list or a cell."""

    words: str
    line: int


def pieces(tokens: Iterable[Token]) -> Iterator[tuple[Token, int]]:
    for token in tokens:
        line = token.map[0] + 1 if token.map else 1
        if token.type != "inline":
            yield token, line
            continue
        for child in token.children or []:
            yield child, line
            line += child.type in _BREAKS


def links(tokens: Iterable[Token]) -> Iterator[Link]:
    address, words, start = "", "", 0
    for token, line in pieces(tokens):
        if token.type == "link_open":
            address, words, start = str(token.attrs.get("href", "")), "", line
        elif token.type == "link_close":
            yield Link(address, words.strip(), start)
        else:
            words += _said(token)


def paragraphs(tokens: Iterable[Token]) -> Iterator[Paragraph]:
    for token in tokens:
        if token.type == "inline":
            said = "".join(_said(child) for child in token.children or [] if child.type != "image")
            yield Paragraph(said, token.map[0] + 1 if token.map else 1)


def _said(token: Token) -> str:
    if token.type in _BREAKS:
        return "\n"
    if token.type == "image":
        return token.content or "(picture)"  # advice on its words is another's
    return token.content if token.type in _SPOKEN else ""
