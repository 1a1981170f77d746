"""Put code out of reach while words are cleaned, and bring it back as it was typed."""

import re
import time
from functools import lru_cache

from pages.mkdocs.tags import pairs
from pages.rendering.code import code_in
from pages.rendering.limits import SECONDS_ALLOWED

_OPEN, _CLOSE = "\ue0f0", "\ue0f1"
_MASK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_RAW_CODE = re.compile(r"<(pre|code|kbd|samp)\b[^<>]*>", re.IGNORECASE)
MASKED = f"{_OPEN}\\d+{_CLOSE}"  # for clean-ups that must know where code stands


class Masked:
    """Words with a short mark in place of each piece of code, blocks and in a line alike."""

    def __init__(self, markdown: str) -> None:
        markdown = markdown.replace(_OPEN, "").replace(_CLOSE, "")
        self._kept: list[str] = []
        pieces, end = [], 0
        for place in places_of_code(markdown):
            if place.start >= end:
                pieces += [markdown[end : place.start], self._mask(markdown, place)]
                end = place.stop
        self.words = "".join([*pieces, markdown[end:]])

    def restored(self) -> str:
        return _MASK.sub(lambda mark: self._kept[int(mark[1])], self.words)

    def restore_in(self, text: str) -> str:
        return _MASK.sub(lambda mark: self._kept[int(mark[1])], text)

    def _mask(self, markdown: str, place: range) -> str:
        code = markdown[place.start : place.stop]
        # The indent and the line's end stay, so that a block remains one.
        indent = code[: len(code) - len(code.lstrip(" "))] if "\n" in code else ""
        ending = code[len(code.rstrip("\n")) :]
        self._kept.append(code[len(indent) : len(code) - len(ending)])
        return f"{indent}{_OPEN}{len(self._kept) - 1}{_CLOSE}{ending}"


@lru_cache(maxsize=4)  # several clean-ups ask it of the same words, and it is what takes longest
def places_of_code(markdown: str) -> tuple[range, ...]:
    """In order: fenced, indented, in a line, and in raw HTML. Raises RenderingRefused."""
    places = code_in(markdown, deadline=time.monotonic() + SECONDS_ALLOWED)
    raw = pairs(markdown, _RAW_CODE)
    places += [range(opening.start(), closing.end()) for opening, closing in raw]
    return tuple(sorted(places, key=lambda place: (place.start, -place.stop)))
