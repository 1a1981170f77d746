"""Rules every template keeps, and the contrast of every pair of colours."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template
from pytest_django import Settings

TEMPLATES = settings.BASE_DIR / "templates"
TOKENS = settings.BASE_DIR / "static" / "scss" / "_tokens.scss"
NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))

_INLINE = re.compile(
    r"<style\b|\sstyle\s*=|<script\b(?![^>]*\ssrc=)|\son[a-z]+\s*=|javascript:", re.IGNORECASE
)
_ELSEWHERE = re.compile(r'(?:src|href|action)="(?:https?:)?//')
_OWN_ID = re.compile(r'\sid="([^"]*)"')
_TOKEN = re.compile(r'"([a-z-]+)": (#[0-9a-f]{6})')

_PLAIN_NAMES = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

# Words on their background, as the styles use them.
PAIRS = [
    ("text", "white"),
    ("text", "green-tint"),
    ("text", "orange-tint"),
    ("text", "focus"),
    ("text-quiet", "white"),
    ("text-quiet", "green-tint"),
    ("link", "white"),
    ("link", "green-tint"),
    ("link", "orange-tint"),
    ("link-hover", "white"),
    ("link-hover", "green-tint"),
    ("link-visited", "white"),
    ("link-visited", "green-tint"),
    ("link-visited", "orange-tint"),
    ("white", "green"),
    ("white", "green-deep"),
    ("white", "green-action"),
    ("error", "white"),
]
# Lines and marks that say something: 3:1 is enough for them.
MARKS = [
    ("orange", "white"),
    ("orange", "green"),
    ("orange", "green-tint"),
    ("line-input", "white"),
    ("line-input", "green-tint"),
    ("green-pale", "green"),
]


@pytest.mark.parametrize("name", NAMES)
def test_template_loads(name: str) -> None:
    get_template(name)


@pytest.mark.parametrize("name", NAMES)
def test_template_has_no_inline_style_or_script(name: str) -> None:
    """The Content-Security-Policy would refuse it."""
    assert _INLINE.findall((TEMPLATES / name).read_text()) == []


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("admin/")])
def test_template_ids_begin_so_that_no_heading_can_take_them(name: str) -> None:
    ids = _OWN_ID.findall((TEMPLATES / name).read_text())

    assert [one for one in ids if not one.startswith(("app-", "{{"))] == []


@pytest.mark.parametrize("name", NAMES)
def test_template_asks_no_other_site_for_anything(name: str) -> None:
    assert _ELSEWHERE.findall((TEMPLATES / name).read_text()) == []


@pytest.mark.parametrize("name", ["400.html", "403.html", "500.html", "503.html"])
def test_page_of_last_resort_renders_with_nothing_at_all(name: str, settings: Settings) -> None:
    settings.STORAGES = settings.STORAGES | {"staticfiles": _PLAIN_NAMES}

    html = get_template(name).render({})

    assert html.count("<h1") == 1
    assert f"<title>{_first_words(html)}" in html


@pytest.mark.parametrize(("words", "background"), PAIRS)
def test_words_stand_out(words: str, background: str) -> None:
    assert _contrast(words, background) >= 4.5


@pytest.mark.parametrize(("mark", "background"), MARKS)
def test_marks_stand_out(mark: str, background: str) -> None:
    assert _contrast(mark, background) >= 3


def test_orange_is_never_the_colour_of_words() -> None:
    styles = "\n".join(path.read_text() for path in Path(TOKENS.parent).glob("*.scss"))

    assert re.findall(r"(?m)^\s*color: var\(--app-orange\)", styles) == []


def _first_words(html: str) -> str:
    heading = re.search(r"<h1[^>]*>([^<]+)</h1>", html)
    assert heading is not None
    return heading[1]


def _contrast(one: str, other: str) -> float:
    """WCAG's ratio, from 1 (the same) to 21 (black on white)."""
    colours = dict(_TOKEN.findall(TOKENS.read_text()))
    dark, light = sorted((_luminance(colours[one]), _luminance(colours[other])))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
