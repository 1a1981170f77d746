"""Static files: hashed names that modules follow, and few enough bytes for a slow connection."""

import gzip
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

FIRST_VIEW_BYTES = 120 * 1024
# What the page itself may take of that, with its pictures.
PAGE_BYTES = 60 * 1024

_NAMED = re.compile(r"{% static '([^']+)' %}")


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=root):
        call_command("collectstatic", interactive=False, verbosity=0)
    return root


def test_every_file_a_template_names_has_a_hashed_name(collected: Path) -> None:
    named = {
        name
        for path in (settings.BASE_DIR / "templates").rglob("*.html")
        for name in _NAMED.findall(path.read_text())
    }

    assert named - _hashed_names(collected).keys() == set()


def test_module_imports_the_hashed_name(collected: Path) -> None:
    names = _hashed_names(collected)
    library = Path(names["build/govuk-frontend.min.js"]).name

    script = (collected / names["js/site.js"]).read_text()

    assert f'from "../build/{library}";' in script


def test_sass_stays_where_it_is(collected: Path) -> None:
    assert list(collected.rglob("*.scss")) == []


def test_only_hashed_names_are_kept(collected: Path) -> None:
    assert not (collected / "build" / "site.css").exists()


def test_page_frame_leaves_half_the_budget_to_the_page(collected: Path) -> None:
    names = _hashed_names(collected)
    frame = _NAMED.findall((settings.BASE_DIR / "templates" / "base.html").read_text())

    sizes = {name: _transferred(collected / names[name]) for name in frame}

    assert sum(sizes.values()) <= FIRST_VIEW_BYTES - PAGE_BYTES, sizes


def test_styles_ask_for_nothing_more(collected: Path) -> None:
    """No fonts and no pictures: the style sheet is all there is to it."""
    sheet = (collected / _hashed_names(collected)["build/site.css"]).read_text()

    assert "@font-face" not in sheet
    assert re.findall(r"url\((?!data:)", sheet) == []


def _hashed_names(root: Path) -> dict[str, str]:
    manifest: dict[str, dict[str, str]] = json.loads((root / "staticfiles.json").read_text())
    return manifest["paths"]


def _transferred(path: Path) -> int:
    """Bytes sent to a browser that takes gzip: the largest that a browser of ours would get."""
    return min(path.stat().st_size, len(gzip.compress(path.read_bytes(), 9)))
