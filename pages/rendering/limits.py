"""What a page's Markdown may cost us: its length, its depth and its time."""

import re
import time

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

MAX_LENGTH = 100_000  # characters; a long chapter is a fifth of that
MAX_RAW_TAGS = 5_000  # tags inside one another cost the sanitiser their number squared
MAX_NESTING = 30
SECONDS_ALLOWED = 1.2
_TAG = re.compile(r"</?[a-zA-Z]")


class RenderingRefused(Exception):  # noqa: N818 - it reads as English
    """The text can't be shown; the message says why to the person who wrote it."""


def check_time(state: StateBlock | StateInline, *_place: object) -> bool:
    """A rule that never matches: tried at every line and at every run of characters, where nested
    brackets spend their time, it notices when a text takes too long."""
    if time.monotonic() > state.env["deadline"]:
        raise RenderingRefused(
            "This text is too tangled to read: it has very many brackets, quotes or lists "
            "inside one another. Take some of them away and try again."
        )
    return False


def count_raw_tags(state: StateCore) -> None:
    tags = sum(
        len(_TAG.findall(child.content))
        for token in state.tokens
        for child in (token, *(token.children or []))
        if child.type in {"html_block", "html_inline"}
    )
    if tags > MAX_RAW_TAGS:
        raise RenderingRefused(
            f"This text holds {tags:,} HTML tags. The most a page can hold is {MAX_RAW_TAGS:,}: "
            "write it in Markdown, or divide it into several pages."
        )
