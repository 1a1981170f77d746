"""Markdown in; safe HTML, its headings and its plain words out. No models, no settings."""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pages.rendering.code import code_in
from pages.rendering.figures import MISSING_FIGURE_SLOT, FigureFacts
from pages.rendering.filling_in import SYSTEM_MAP_SLOT, SettingText, fill_in, slugs_asked_for
from pages.rendering.headings import Heading
from pages.rendering.limits import MAX_LENGTH, SECONDS_ALLOWED, RenderingRefused
from pages.rendering.parser import MARKDOWN
from pages.rendering.sanitising import Seal, sanitise, words_of

__all__ = [
    "MAX_LENGTH",
    "MISSING_FIGURE_SLOT",
    "RENDERER_VERSION",
    "SYSTEM_MAP_SLOT",
    "FigureFacts",
    "Heading",
    "Rendered",
    "RenderingRefused",
    "SettingText",
    "render",
]

# Raise it with every change that alters what readers see, then run `manage.py rebuild_html`.
RENDERER_VERSION = 2
_NO_FIGURES: Mapping[str, FigureFacts] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Rendered:
    html: str
    headings: tuple[Heading, ...]
    text: str
    missing_figures: tuple[str, ...]


def render(
    markdown: str,
    *,
    settings: Mapping[str, SettingText],
    figures: Mapping[str, FigureFacts] = _NO_FIGURES,
) -> Rendered:
    """Render one page's body. The page template prints the title, so headings start at level 2.

    `![](figure:name)` shows the figure of that name, with its own words where the page gives none.
    An image that is none of `figures`, nor at one of the site's own addresses (`/…`), is still to
    be supplied: `![](map.png "Its caption")` shows its caption, and keeps MISSING_FIGURE_SLOT free
    for a note to staff. `{{ slug }}` becomes the setting's value, or says what is to be completed;
    in code it stays as typed. `{{ system_map }}` alone on its line becomes SYSTEM_MAP_SLOT.

    Raises RenderingRefused, with a reason to show, for what is too long or too tangled.
    """
    _refuse_long(markdown)
    # Half of a character pair, which no browser sends, could be neither sanitised nor stored.
    markdown = markdown.encode(errors="replace").decode()
    markdown = re.sub(r"\r\n?", "\n", markdown)
    seal = Seal()
    deadline = time.monotonic() + SECONDS_ALLOWED
    code = code_in(markdown, deadline=deadline) if slugs_asked_for(markdown) else []
    filled_in = fill_in(markdown, settings=settings, seal=seal, code=code)
    _refuse_long(filled_in)
    notes: dict[str, Any] = {
        "seal": seal,
        "figures": figures,
        "headings": [],
        "missing_figures": [],
        "deadline": deadline,
    }
    html = sanitise(MARKDOWN.render(filled_in, notes), seal=seal)
    return Rendered(
        html=html,
        headings=tuple(notes["headings"]),
        text=words_of(html),
        missing_figures=tuple(notes["missing_figures"]),
    )


def _refuse_long(markdown: str) -> None:
    if len(markdown) > MAX_LENGTH:
        raise RenderingRefused(
            f"This text is {len(markdown):,} characters long. "
            f"The most a page can hold is {MAX_LENGTH:,}: divide it into several pages."
        )
