"""Advice on what is written: headings, sentences, link words, pictures, marks and settings."""

import re
from collections.abc import Iterator

from pages.advice.findings import Advice, Kind, shortened
from pages.advice.pieces import links, paragraphs, pieces
from pages.advice.site_facts import SiteFacts
from pages.rendering.figures import name_in, words_in_image
from pages.rendering.filling_in import slugs_asked_for
from pages.rendering.reading import ReadText
from pages.rendering.sanitising import is_own_address

MOST_WORDS = 40
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+")
_WORD = re.compile(r"\w[\w’'-]*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_SAYS_NOTHING = frozenset(
    {"here", "click here", "click", "see here", "read here", "link", "this link", "this", "go"}
    | {"more", "read more", "find out more", "learn more", "see more", "details", "continue"}
    | {"page", "this page"}
)
_SETEXT = {"=": 1, "-": 2}


def headings(text: ReadText) -> Iterator[Advice]:
    above = 1  # the title of the page
    tokens = text.tokens
    for at, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        level = _SETEXT.get(token.markup, len(token.markup))
        words, line = shortened(tokens[at + 1].content), (token.map or [0])[0] + 1
        if level == 1:
            told = "The page’s title is its only heading of level 1: begin this one with ##."
            yield Advice(Kind.HEADING, told, line, words)
            level = 2  # as readers get it
        elif level > above + 1:
            told = (
                f"This heading is of level {level} and stands below one of level {above}: "
                f"begin it with {'#' * (above + 1)}."
            )
            yield Advice(Kind.HEADING, told, line, words)
        above = level


def sentences(text: ReadText) -> Iterator[Advice]:
    for paragraph in paragraphs(text.tokens):
        start = 0
        for end in [*(m.end() for m in _SENTENCE_END.finditer(paragraph.words)), None]:
            sentence = paragraph.words[start:end]
            count = len(_WORD.findall(sentence))
            if count > MOST_WORDS:
                line = paragraph.line + paragraph.words[:start].count("\n")
                told = f"This sentence has {count} words. Say it in two or three."
                yield Advice(Kind.LONG_SENTENCE, told, line, shortened(sentence))
            start = end or 0


def link_words(text: ReadText) -> Iterator[Advice]:
    for link in links(text.tokens):
        words = " ".join(link.words.split())
        if not words:
            told = "This link has no words. Say in them where it leads."
            yield Advice(Kind.LINK_WORDS, told, link.line, shortened(link.address))
        elif words.strip(" .,:;!?→›»…").lower() in _SAYS_NOTHING:
            told = "Read alone, these words don’t say where the link leads. Name the place."
            yield Advice(Kind.LINK_WORDS, told, link.line, words)
        elif _ADDRESS.fullmatch(words):
            told = "Name the place instead of showing its address: [its name](address)."
            yield Advice(Kind.BARE_ADDRESS, told, link.line, shortened(words))


def bare_addresses(text: ReadText) -> Iterator[Advice]:
    in_link = 0
    for token, line in pieces(text.tokens):
        in_link += (token.type == "link_open") - (token.type == "link_close")
        if token.type == "text" and not in_link:
            for found in _ADDRESS.finditer(token.content):
                told = "This address is no link. Write [its name](address)."
                yield Advice(Kind.BARE_ADDRESS, told, line, shortened(found[0]))


def pictures(text: ReadText, site: SiteFacts) -> Iterator[Advice]:
    for token, line in pieces(text.tokens):
        if token.type != "image":
            continue
        address = str(token.attrs.get("src", ""))
        name, (alternative, caption) = name_in(address), words_in_image(token)
        if name in site.figures:
            continue  # it brings its own words
        if not is_own_address(address):
            told = (
                f"There is no figure called “{name}”."
                if name
                else "This picture is not on the site. Upload it as a figure and insert it here."
            )
            yield Advice(Kind.MISSING_FIGURE, told, line, shortened(caption or address))
        if not alternative:
            told = "Say in the square brackets what the picture shows."
            yield Advice(Kind.NO_ALTERNATIVE, told, line, shortened(caption or address))


def marks(text: ReadText) -> Iterator[Advice]:
    for token, line in pieces(text.tokens):
        if name := token.meta.get("without_note"):
            told = f"There is no note for this mark. Write it on a line of its own: [^{name}]: …"
            yield Advice(Kind.FOOTNOTE, told, line, f"[^{name}]")


def settings(text: ReadText, site: SiteFacts) -> Iterator[Advice]:
    for token, line in pieces(text.tokens):
        if token.type not in {"text", "html_inline", "html_block"}:
            continue
        for slug in sorted(slugs_asked_for(token.content) - site.short_codes):
            is_filled_in = site.settings.get(slug)
            if is_filled_in:
                continue
            told = (
                f"No setting is called “{slug}”, so readers see this as it stands."
                if is_filled_in is None
                else "Readers are told that this is to be completed. Fill in the setting."
            )
            yield Advice(Kind.SETTING, told, line, f"{{{{ {slug} }}}}")
