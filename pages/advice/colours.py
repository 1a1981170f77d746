"""Advice on colours written into pasted HTML: WCAG's contrast against the page."""

from collections.abc import Iterator
from html.parser import HTMLParser

from PIL import ImageColor

from pages.advice.findings import Advice, Kind
from pages.advice.pieces import pieces
from pages.rendering.reading import ReadText

ENOUGH = 4.5
_PAGE = (255, 255, 255)

Colour = tuple[int, int, int]


def pale_colours(text: ReadText) -> Iterator[Advice]:
    for token, line in pieces(text.tokens):
        if token.type not in {"html_block", "html_inline"}:
            continue
        for within, colour, background in _coloured(token.content):
            ratio = contrast(_read(colour), _read(background) or _PAGE)
            if ratio is not None and ratio < ENOUGH:
                told = (
                    f"Its contrast is {ratio:.1f} to 1, and {ENOUGH} is needed. Pages leave "
                    "colours out anyway: take it away, and say in words what it was to say."
                )
                yield Advice(Kind.PALE_COLOUR, told, line + within, colour)


def contrast(words: Colour | None, behind: Colour) -> float | None:
    """As WCAG 2 has it: from 1 to 21. Nothing for a colour that can't be read."""
    if words is None:
        return None
    lighter, darker = sorted((_luminance(words), _luminance(behind)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    shares = [part / 255 for part in colour]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shares
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _read(colour: str) -> Colour | None:
    try:
        red, green, blue, *_alpha = ImageColor.getrgb(colour)
    except ValueError:
        return None
    return red, green, blue


def _coloured(html: str) -> list[tuple[int, str, str]]:
    """Line within the HTML, colour of the words and of what is behind them, for each tag."""
    found: list[tuple[int, str, str]] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            given = dict(attrs)
            style = _declared(given.get("style") or "")
            colour = style.get("color") or (given.get("color") if tag == "font" else "") or ""
            if colour:
                behind = style.get("background-color") or style.get("background") or ""
                found.append((self.getpos()[0] - 1, colour, behind))

    Tags().feed(html)
    return found


def _declared(style: str) -> dict[str, str]:
    pairs = (declaration.partition(":") for declaration in style.split(";"))
    return {
        name.strip().lower(): value.replace("!important", "").strip()
        for name, _, value in pairs
        if value
    }
