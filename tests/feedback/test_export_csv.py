"""The CSV: every cell as it should be, streamed, and nothing left open behind it."""

import csv
import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Func, IntegerField, Value

from feedback.export import csv_stream
from feedback.export.column import Kind
from feedback.export.columns import COLUMNS, columns_of
from feedback.export.exporting import ExportFormat, ExportRequest, export_feedback
from feedback.export.formula_safety import undo
from feedback.models import ExportLog, Organisation, Submission, Theme
from tests.feedback.factories import make_moderator, make_page, make_submission

pytestmark = pytest.mark.django_db


# The promise to spreadsheets and dashboards elsewhere.


NAMES = """reference page_path page_title revision_number section_id sentiment_slug
sentiment_label sentiment_tone summary details role_slug role_label sector_slug organisation_name
organisation_as_typed organisation_dfe_code organisation_ons_code region authority_type source
received_at triage_status triaged_at themes may_publish suspected_spam
suspected_personal_data entered_at""".split()  # noqa: SIM905 - easier to read so


def make_csv(*, profile: str = "anonymous", rows: Any = None, by: User | None = None) -> bytes:
    wanted = ExportRequest(
        rows=Submission.objects.all() if rows is None else rows,
        profile=profile,
        file_format=ExportFormat.CSV,
        filters={},
        by=by,
    )
    return b"".join(export_feedback(wanted).pieces)


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_column_names_are_a_promise() -> None:
    assert [one.name for one in columns_of("anonymous")] == NAMES
    assert [one.name for one in columns_of("full")] == [
        *NAMES[:-1],
        "email",
        "may_contact",
        "entered_at",
        "entered_by",
    ]


def test_every_cell() -> None:
    page = make_page(title="=Status", slug="status")
    submission = make_submission(
        page,
        summary="=cmd|' /C calc'!A0",
        details='Line one\n- line two, with "quotes"; and ’ é 漢\n\nLast',
        organisation_as_typed="London Borough of Barnet",
        section_id="who",
        email="+reader@example.org",
        may_publish=True,
        suspected_spam=True,
        received_at=datetime(2026, 7, 1, 12, 30, 15, 999_000, tzinfo=UTC),
    )
    submission.themes.set(
        [Theme.objects.create(name=name, slug=name) for name in ("skills", "money", "-odd")]
    )
    Submission.objects.update(
        triage_status="actioned",
        triaged_at=datetime(2026, 12, 1, 8, 0, tzinfo=UTC),
        triaged_by=make_moderator(),
    )
    barnet = Organisation.objects.get(slug="barnet")

    content = make_csv(profile="full")

    assert content.startswith(b"\xef\xbb\xbfreference,page_path,")
    assert b"\r" not in content
    (row,) = read(content)
    assert row == {
        "reference": submission.reference,
        "page_path": "status",
        "page_title": "'=Status",
        "revision_number": "1",
        "section_id": "who",
        "sentiment_slug": "unsure",
        "sentiment_label": "I’m unsure about this",
        "sentiment_tone": "unsure",
        "summary": "'=cmd|' /C calc'!A0",
        "details": 'Line one\n\'- line two, with "quotes"; and ’ é 漢\n\nLast',
        "role_slug": "la-data",
        "role_label": "Local authority data professional",
        "sector_slug": "local-government",
        "organisation_name": "Barnet",
        "organisation_as_typed": "London Borough of Barnet",
        "organisation_dfe_code": barnet.dfe_code,
        "organisation_ons_code": barnet.ons_code,
        "region": "London",
        "authority_type": "London borough",
        "source": "site",
        "received_at": "2026-07-01T12:30:15Z",
        "triage_status": "actioned",
        "triaged_at": "2026-12-01T08:00:00Z",
        "themes": "'-odd|money|skills",
        "may_publish": "true",
        "suspected_spam": "true",
        "suspected_personal_data": "false",
        "email": "'+reader@example.org",
        "may_contact": "true",
        "entered_at": "",
        "entered_by": "",
    }


def test_what_is_missing_is_empty() -> None:
    submission = make_submission(make_page(title="Home", slug=""), sentiment=None)
    (row,) = read(make_csv(profile="full"))
    filled = {name for name, value in row.items() if value}
    assert filled == {
        "reference",
        "page_title",
        "revision_number",
        "summary",
        "role_slug",
        "role_label",
        "sector_slug",
        "source",
        "received_at",
        "triage_status",
        "may_publish",
        "suspected_spam",
        "suspected_personal_data",
        "may_contact",
    }
    assert row["reference"] == submission.reference
    assert row["may_contact"] == "false"


def test_texts_come_back_as_they_were_sent() -> None:
    page = make_page()
    texts = ["=1", "'=1", "''", "a\t=1", ",+", '"@"', "x|-y", "＝１", "\n\n", "- a\n- b\n\n- c"]
    for text in texts:
        make_submission(page, details=text)
    rows = read(make_csv(rows=Submission.objects.order_by("pk")))
    assert [undo(row["details"]) for row in rows] == texts
    assert all(not re.match(r"[=+\-@\t\r\n＝＋－＠]", row["details"]) for row in rows)


def test_nothing_to_export_is_a_file_with_its_first_line() -> None:
    for rows in [Submission.objects.all(), Submission.objects.filter(pk__in=[])]:
        content = make_csv(rows=rows)
        assert content.decode("utf-8-sig").strip().split(",") == NAMES
    assert list(ExportLog.objects.values_list("row_count", flat=True)) == [0, 0]


def test_number_of_queries_does_not_grow_with_rows(django_assert_num_queries: Any) -> None:
    page = make_page()
    for _ in range(3):
        make_submission(page)
    # The log, a savepoint, two settings, the end of the savepoint, the log. COPY is not counted.
    with django_assert_num_queries(6):
        make_csv()


def test_the_first_piece_comes_before_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    page = make_page()
    for _ in range(20):
        make_submission(page)
    monkeypatch.setattr(csv_stream, "_CHUNK", 1)
    pieces = csv_stream.stream_csv(Submission.objects.all(), profile="anonymous")
    assert next(pieces).startswith(b"\xef\xbb\xbfreference,")
    assert len(list(pieces)) >= 20


def test_whoever_stops_listening_leaves_nothing_open(monkeypatch: pytest.MonkeyPatch) -> None:
    page = make_page()
    for _ in range(50):
        make_submission(page)
    monkeypatch.setattr(csv_stream, "_CHUNK", 1)
    wanted = ExportRequest(
        rows=Submission.objects.all(),
        profile="anonymous",
        file_format=ExportFormat.CSV,
        filters={},
        by=None,
    )
    depth = len(connection.savepoint_ids)
    pieces: Any = export_feedback(wanted).pieces

    next(pieces)
    pieces.close()

    assert len(connection.savepoint_ids) == depth
    assert Submission.objects.count() == 50
    log = ExportLog.objects.get()
    assert (log.row_count, log.finished_at) == (None, None)


def test_an_export_cannot_write() -> None:
    make_submission(make_page())
    writing = Func(
        Value("feedback_submission_id_seq"), function="nextval", output_field=IntegerField()
    )
    rows = Submission.objects.annotate(number=writing).filter(number__gt=0)
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        make_csv(rows=rows)
    assert ExportLog.objects.get().finished_at is None


# Formulas


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_all_is_escaped_but_what_our_code_writes(column: Any) -> None:
    """A list closed in code, a number, a truth or a moment is safe; anything else is text."""
    if column.codes:
        assert column.kind is Kind.CODE
        assert [code for code in column.codes if not re.match(r"[A-Za-z]", code)] == []
    else:
        assert column.kind in {Kind.TEXT, Kind.NUMBER, Kind.YES_NO, Kind.MOMENT}


@pytest.mark.parametrize("name", ["reference", "organisation_dfe_code", "organisation_ons_code"])
def test_codes_that_are_typed_are_no_formulas(name: str) -> None:
    make_submission(make_page())
    column = next(one for one in COLUMNS if one.name == name)
    live = replace(column, source=Value("=1"))
    assert Submission.objects.values_list(live.written(), flat=True)[0] == "'=1"
