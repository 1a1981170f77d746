"""XLSX and JSON by django-import-export, from the same columns as the CSV.

Both are made whole in memory before the first byte leaves, so they are for thousands of rows; CSV
is for any number.
"""

import re
from collections.abc import Callable
from typing import Any

from import_export.fields import Field
from import_export.formats.base_formats import JSON, XLSX
from import_export.resources import Resource
from import_export.widgets import Widget

from feedback.export.column import Column
from feedback.export.columns import columns_of
from feedback.models.submission import SubmissionQuerySet

MOST_ROWS = 10_000
# What the XML inside a workbook cannot hold.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Workbooks write characters so; Excel would read “_x0041_” in somebody’s words as an A.
_LIKE_A_CHARACTER = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_MOST_IN_A_CELL = 32_767  # Excel's own limit


def make_xlsx(rows: SubmissionQuerySet, *, profile: str) -> tuple[bytes, int]:
    """The file and how many rows are in it."""
    data = _collect(rows, profile, Column.safe, _CellWidget)
    data.title = "Feedback"
    # Adapting widths would read every cell once more.
    return bytes(XLSX().export_data(data, escape=False, column_width=20)), len(data)


def make_json(rows: SubmissionQuerySet, *, profile: str) -> tuple[bytes, int]:
    """The same for programs: a list of objects, with the text as it was sent."""
    data = _collect(rows, profile, Column.raw, _AsItIs)
    return JSON().export_data(data).encode(), len(data)


class _AsItIs(Widget):
    """import-export's own widget makes text of everything."""

    def render(self, value: Any, obj: Any = None, **_: Any) -> Any:
        return value


class _CellWidget(_AsItIs):
    """Spreadsheet files cannot hold control characters: one would make the whole file fail."""

    def render(self, value: Any, obj: Any = None, **_: Any) -> Any:
        if not isinstance(value, str):
            return value
        shown = _CONTROLS.sub(_REPLACEMENT, value)[:_MOST_IN_A_CELL]
        return _LIKE_A_CHARACTER.sub("_x005F_", shown)


def _collect(
    rows: SubmissionQuerySet,
    profile: str,
    expression_of: Callable[[Column], Any],
    widget: type[Widget],
) -> Any:
    columns = columns_of(profile)
    resource = Resource()
    resource.fields = {
        one.name: Field(attribute=f"cell_{one.name}", column_name=one.name, widget=widget())
        for one in columns
    }
    # A prefix, because an annotation may not be named like one of the model's own fields.
    cells = {f"cell_{one.name}": expression_of(one) for one in columns}
    return resource.export(rows.values(**cells))
