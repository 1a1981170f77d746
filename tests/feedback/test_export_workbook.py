"""XLSX and JSON: the same columns, real values, and no row that makes the whole file fail."""

import io
import json
import re
from typing import Any

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]

from feedback.export.columns import columns_of
from feedback.export.workbook import make_json, make_xlsx
from feedback.models import Submission
from tests.feedback.factories import make_page, make_submission

pytestmark = pytest.mark.django_db


def cells_of(content: bytes) -> list[tuple[Any, ...]]:
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    return [tuple(row) for row in sheet.iter_rows()]


def test_xlsx_has_no_formula_and_real_numbers() -> None:
    page = make_page()
    for text in ["=1+1", "==1", "+1", "@x", "\t=1", "＝1", "#REF!"]:
        make_submission(page, details=text)

    content, count = make_xlsx(Submission.objects.all(), profile="full")

    header, *rows = cells_of(content)
    assert [cell.value for cell in header] == [one.name for one in columns_of("full")]
    assert count == len(rows) == 7
    assert all(cell.data_type != "f" for row in rows for cell in row)
    by_name = {cell.value: number for number, cell in enumerate(header)}
    assert {row[by_name["revision_number"]].value for row in rows} == {1}
    assert {row[by_name["suspected_spam"]].value for row in rows} == {False}


@pytest.mark.parametrize("control", ["\x0b", "\x01", "\x1f", "\ufffe"])
def test_xlsx_survives_a_control_character(control: str) -> None:
    make_submission(make_page(), details=f"before{control}after")
    content, _ = make_xlsx(Submission.objects.all(), profile="anonymous")
    assert "before\ufffdafter" in {cell.value for row in cells_of(content) for cell in row}


@pytest.mark.parametrize("text", ["a_x0041_b", "_x000D_", "_x005F_x0041_", "_x0041_x0042_"])
def test_xlsx_keeps_what_looks_like_an_escaped_character(text: str) -> None:
    make_submission(make_page(), details=text)
    content, _ = make_xlsx(Submission.objects.all(), profile="anonymous")
    # openpyxl gives what stands in the file; Excel shows it without the escapes.
    shown = {as_excel_shows(str(cell.value)) for row in cells_of(content) for cell in row}
    assert text in shown


def as_excel_shows(stored: str) -> str:
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), stored)


def test_xlsx_of_nothing_has_its_first_line() -> None:
    content, count = make_xlsx(Submission.objects.none(), profile="anonymous")
    assert count == 0
    assert len(cells_of(content)) == 1


def test_json_has_the_text_as_it_was_sent() -> None:
    make_submission(make_page(), summary="=1+1 ’ 漢", details="\x0b'-1", organisation_as_typed="@")
    content, count = make_json(Submission.objects.all(), profile="anonymous")
    (row,) = json.loads(content)
    assert count == 1
    assert list(row) == [one.name for one in columns_of("anonymous")]
    assert (row["summary"], row["details"]) == ("=1+1 ’ 漢", "\x0b'-1")
    assert (row["revision_number"], row["may_publish"]) == (1, False)
