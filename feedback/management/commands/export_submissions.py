"""Write all feedback to a CSV file: the same bytes as the staff site's."""

import os
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from feedback.export.exporting import ExportFormat, ExportRequest, export_feedback
from feedback.models import Submission
from feedback.models.export_log import ExportProfile


class Command(BaseCommand):
    help = "Write all feedback to a CSV file. docs/data-dictionary.md explains the columns."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--profile",
            choices=ExportProfile.values,
            default=ExportProfile.ANONYMOUS,
            help="full adds contact details; anonymous, the default, leaves them out.",
        )
        parser.add_argument("--output", required=True, help="The file to write; - for the screen.")

    def handle(self, *, profile: str, output: str, **options: Any) -> None:
        target = None if output == "-" else _regular(output)
        export = export_feedback(
            ExportRequest(
                rows=Submission.objects.all(),
                profile=profile,
                file_format=ExportFormat.CSV,
                filters={},
                by=None,
            )
        )
        # Closed whatever happens: a query left half read would keep the process waiting for ever.
        with closing(export.pieces) as pieces:
            if target is None:
                _write_to_screen(pieces)
            else:
                _write_to_file(pieces, target)
        rows = export.log.row_count or 0
        count = "1 row" if rows == 1 else f"{rows:,} rows"
        where = "" if output == "-" else f" to {output}"
        # Not to standard output: the data may be there.
        self.stderr.write(f"Wrote {count}{where}.")


def _regular(output: str) -> Path:
    """Where the file goes, links followed. A device or a pipe would be replaced, so is refused."""
    target = Path(output).resolve()
    if not output or (target.exists() and not target.is_file()):
        raise CommandError(f"{output!r} is not a file that can be written: name a file, or -.")
    return target


def _write_to_screen(pieces: Iterable[bytes]) -> None:
    try:
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Nobody reads on, as with `| head`. Python would complain once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)


def _write_to_file(pieces: Iterable[bytes], target: Path) -> None:
    """Whole or not at all: under another name first, and for nobody else to read."""
    try:
        descriptor, unfinished = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise CommandError(f"Cannot write to {target.parent}: {error.strerror}.") from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        Path(unfinished).replace(target)
    except BaseException as error:
        Path(unfinished).unlink()
        if isinstance(error, OSError):
            raise CommandError(f"Cannot write {target}: {error.strerror}.") from error
        raise
