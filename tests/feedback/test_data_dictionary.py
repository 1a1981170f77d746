"""docs/data-dictionary.md says what the export does."""

import re
from pathlib import Path
from typing import Any

import pytest

from feedback.export.columns import COLUMNS
from feedback.export.formula_safety import UNDO
from tests.running_site import BASE_DIR

pytestmark = pytest.mark.django_db


DICTIONARY = BASE_DIR / "docs" / "data-dictionary.md"


# docs/data-dictionary.md


@pytest.fixture(scope="module")
def dictionary() -> str:
    return Path(DICTIONARY).read_text(encoding="utf-8")


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_the_data_dictionary_explains_every_column(column: Any, dictionary: str) -> None:
    rows = [line.split(" | ") for line in dictionary.splitlines() if line.startswith("| `")]
    found = [row for row in rows if row[0] == f"| `{column.name}`"]
    assert len(found) == 1
    (_, meaning, kind, codes, profile) = found[0]
    assert meaning == column.meaning
    assert kind == column.kind.value
    assert codes == ", ".join(f"`{code}`" for code in column.codes)
    assert profile.rstrip(" |") == ("full" if column.profile == "full" else "both")


def test_the_data_dictionary_has_no_other_columns(dictionary: str) -> None:
    named = re.findall(r"^\| `(\w+)`", dictionary, flags=re.MULTILINE)
    assert named == [one.name for one in COLUMNS]


def test_the_data_dictionary_says_how_to_undo_the_apostrophes(dictionary: str) -> None:
    assert UNDO in dictionary
