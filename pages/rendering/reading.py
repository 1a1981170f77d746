"""A page's Markdown as the parser understands it: for checking and counting, not for showing."""

import time
from dataclasses import dataclass
from typing import Any

from markdown_it.token import Token

from pages.rendering.headings import Heading
from pages.rendering.limits import MAX_LENGTH, SECONDS_ALLOWED
from pages.rendering.parser import MARKDOWN
from pages.rendering.sanitising import Seal


@dataclass(frozen=True, slots=True)
class ReadText:
    tokens: tuple[Token, ...]
    headings: tuple[Heading, ...]


def read(markdown: str) -> ReadText:
    """Settings stay as they are written, so that lines are those of the text itself.

    Raises RenderingRefused for what could not be shown either.
    """
    notes: dict[str, Any] = {
        "seal": Seal(),
        "headings": [],
        "deadline": time.monotonic() + SECONDS_ALLOWED,
    }
    tokens = MARKDOWN.parse(markdown[:MAX_LENGTH], notes)
    return ReadText(tuple(tokens), tuple(notes["headings"]))
