"""Make a MkDocs page's words clean Markdown, one module a clean-up. Code stays as it was typed."""

import re
from dataclasses import dataclass

from pages.mkdocs.cleaning import (
    abbreviations,
    captions,
    emoji,
    headings,
    material,
    mending,
    notes_linked,
    pictures,
    raw_html,
    spans,
    tabs,
)
from pages.mkdocs.known import Known
from pages.mkdocs.masking import Masked
from pages.mkdocs.notes import Notes
from pages.rendering.limits import MAX_LENGTH, RenderingRefused

__all__ = ["Cleaned", "clean"]


@dataclass(frozen=True, slots=True)
class Cleaned:
    body: str
    title: str
    anchors: dict[str, str]  # ids that the file gives its headings → the heading's words


def clean(markdown: str, *, notes: Notes, known: Known) -> Cleaned:
    """Raises RenderingRefused for words too tangled to be read."""
    material.name_diagrams(markdown, notes)
    markdown = tabs.unfold(markdown.replace("\r\n", "\n").replace("\r", "\n"), notes)
    markdown = raw_html.remove_what_is_not_words(markdown, notes)
    _refuse_if_longer(markdown, 2 * MAX_LENGTH)  # looks and attributes have still to go
    masked = Masked(markdown)
    words = pictures.to_be_supplied(masked.words, notes)
    words = pictures.from_html(words, notes)
    words = pictures.in_brackets(words)
    words = captions.give_captions(words, notes)
    words = spans.reduce(words, notes)
    words = raw_html.simplify(words, notes)
    words = mending.mend(words, notes)
    words = material.translate(words, notes, known=known)
    words = emoji.show(words, notes)
    words, anchors = headings.take_anchors(words, notes)
    words = spans.drop_attribute_lists(words, notes)
    words = captions.part(words, notes)
    words = notes_linked.link_notes(words, notes)
    words, title = headings.take_title(words)
    words = headings.close_gaps(words, notes)
    words = abbreviations.explain(words, notes)
    words = re.sub(r"\n(?:[ \t]*\n){2,}", "\n\n", words).strip("\n")
    masked.words = f"{words}\n" if words.strip() else ""
    body = masked.restored()
    _refuse_if_longer(body, MAX_LENGTH)  # before its links are looked for, which takes time
    return Cleaned(body=body, title=headings.plain(masked.restore_in(title)), anchors=anchors)


def _refuse_if_longer(text: str, longest: int) -> None:
    if len(text) > longest:
        raise RenderingRefused(
            f"This text is {len(text):,} characters long. "
            f"The most a page can hold is {MAX_LENGTH:,}: divide it into several pages."
        )
