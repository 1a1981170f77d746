"""Take feedback away as a file: which formats there are, and the log that every export leaves."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone

from feedback.export.csv_stream import stream_csv
from feedback.export.workbook import MOST_ROWS, make_json, make_xlsx
from feedback.models import ExportLog
from feedback.models.submission import SubmissionQuerySet


class ExportFormat(models.TextChoices):
    CSV = "csv", "CSV, for Excel, Power BI and statistics programs"
    XLSX = "xlsx", "Excel workbook (XLSX)"
    JSON = "json", "JSON, for programs"


CONTENT_TYPES = {
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportFormat.JSON: "application/json",
}


class TooManyRows(Exception):  # noqa: N818 - says what is wrong
    """More than a format made in memory can hold."""

    def __init__(self) -> None:
        super().__init__(
            f"This format holds at most {MOST_ROWS:,} rows. Choose CSV, which holds any number, "
            "or narrow the list."
        )


@dataclass(frozen=True, kw_only=True)
class ExportRequest:
    """What somebody asks for. `filters` goes into the log, so it holds no search words."""

    rows: SubmissionQuerySet
    profile: str
    file_format: ExportFormat
    filters: dict[str, Any]
    by: User | None

    @property
    def file_name(self) -> str:
        return f"feedback-{timezone.localdate():%Y-%m-%d}-{self.profile}.{self.file_format}"


@dataclass(frozen=True, kw_only=True)
class Export:
    """A file on its way out. Its log says how many rows there were once the last piece has left."""

    log: ExportLog
    pieces: Generator[bytes, None, None]


def export_feedback(request: ExportRequest) -> Export:
    """Log the export and begin it. Raises TooManyRows before anything is logged."""
    is_csv = request.file_format == ExportFormat.CSV
    if not is_csv and request.rows.order_by()[MOST_ROWS:].exists():
        raise TooManyRows
    log = ExportLog.objects.create(
        profile=request.profile,
        file_format=request.file_format,
        filters=request.filters,
        started_by=request.by,
    )
    pieces = _stream(request, log) if is_csv else _whole(request, log)
    return Export(log=log, pieces=pieces)


def _stream(request: ExportRequest, log: ExportLog) -> Generator[bytes, None, None]:
    count = yield from stream_csv(request.rows, profile=request.profile)
    _finish(log, count)


def _whole(request: ExportRequest, log: ExportLog) -> Generator[bytes, None, None]:
    """Made before the answer begins: a failure is an error page, not half a file."""
    make = make_xlsx if request.file_format == ExportFormat.XLSX else make_json
    content, count = make(request.rows, profile=request.profile)
    _finish(log, count)
    return (piece for piece in [content])


def _finish(log: ExportLog, row_count: int) -> None:
    log.row_count = row_count
    log.finished_at = timezone.now()
    log.save(update_fields=["row_count", "finished_at"])
