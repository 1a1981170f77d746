"""Put the site's own facts where a page asks for them: `{{ contact_email }}`."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pages.rendering.sanitising import Seal

_ASKED_FOR = re.compile(r"\{\{[ \t]*([a-z][a-z0-9_-]*)[ \t]*\}\}")
_ALONE_ON_ITS_LINE = re.compile(rf"^{_ASKED_FOR.pattern}[ \t]*$", re.MULTILINE)
# Where whoever shows the page puts the map as it is that day.
SYSTEM_MAP_SLOT = '<div class="app-map-slot"></div>'
_SYSTEM_MAP = "system_map"
_EMAIL = re.compile(r"[^\s@<>()\[\]]+@[^\s@<>()\[\]]+\.[a-zA-Z]{2,}")
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]]+")


@dataclass(frozen=True, slots=True)
class SettingText:
    """A fact about the site: what it is called, and what it is (empty while nobody has said)."""

    label: str
    value: str


def slugs_asked_for(markdown: str) -> set[str]:
    return set(_ASKED_FOR.findall(markdown))


def fill_in(
    markdown: str, *, settings: Mapping[str, SettingText], seal: Seal, code: Iterable[range]
) -> str:
    """A value alone on its line may be several paragraphs; inside a sentence it is one line.

    What stands in `code` is left as it was typed.
    """
    places = sorted(code, key=lambda place: place.start)
    starts = [place.start for place in places]

    def is_code(at: int) -> bool:
        before = bisect_right(starts, at)
        return before > 0 and at in places[before - 1]

    def as_blocks(match: re.Match[str]) -> str:
        return _written_out(match, settings, seal, one_line=False)

    def as_words(match: re.Match[str]) -> str:
        return _written_out(match, settings, seal, one_line=True)

    # Both in one pass over the original, so that a value is never itself filled in.
    pattern = re.compile(
        rf"(?P<alone>{_ALONE_ON_ITS_LINE.pattern})|{_ASKED_FOR.pattern}", re.MULTILINE
    )

    def written(match: re.Match[str]) -> str:
        if is_code(match.start()):
            return match[0]
        return as_blocks(match) if match["alone"] else as_words(match)

    return pattern.sub(written, markdown)


def _written_out(
    match: re.Match[str], settings: Mapping[str, SettingText], seal: Seal, *, one_line: bool
) -> str:
    if match[2] == _SYSTEM_MAP:  # alone on its line
        return f'\n\n<div class="{seal}app-map-slot"></div>\n\n'
    setting = settings.get(match[2] or match[3])
    if setting is None:
        return match[0]
    value = setting.value.strip()
    if not value:
        label = _literally(f"[To be completed: {setting.label}]")
        return f'<strong class="{seal}app-placeholder">{label}</strong>'
    if _EMAIL.fullmatch(value):
        return f"[{_literally(value)}](<mailto:{value}>)"
    if _ADDRESS.fullmatch(value):
        return f"[{_literally(value)}](<{value}>)"
    return " ".join(value.split()) if one_line else value


def _literally(words: str) -> str:
    """So that no character of it means anything in Markdown or HTML."""
    return "".join(c if c.isalnum() or c == " " else f"&#{ord(c)};" for c in words)
