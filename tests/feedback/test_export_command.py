"""`manage.py export_submissions`: the staff site's own CSV, whole or not at all."""

import os
import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from feedback.export.exporting import ExportFormat, ExportRequest, export_feedback
from feedback.models import ExportLog, Submission
from tests.feedback.factories import make_page, make_submission

pytestmark = pytest.mark.django_db


def site_csv(profile: str) -> bytes:
    wanted = ExportRequest(
        rows=Submission.objects.all(),
        profile=profile,
        file_format=ExportFormat.CSV,
        filters={},
        by=None,
    )
    return b"".join(export_feedback(wanted).pieces)


@pytest.mark.parametrize("profile", ["anonymous", "full"])
def test_command_writes_the_same_bytes_as_the_site(
    tmp_path: Path, capsys: Any, profile: str
) -> None:
    page = make_page()
    for number in range(3):
        make_submission(page, details="Two\nlines", email=f"reader{number}@example.org")
    target = tmp_path / "feedback.csv"

    call_command("export_submissions", profile=profile, output=str(target))

    assert target.read_bytes() == site_csv(profile)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [target]
    assert capsys.readouterr().err == f"Wrote 3 rows to {target}.\n"
    log = ExportLog.objects.earliest("pk")
    assert (log.started_by, log.profile, log.row_count) == (None, profile, 3)


def test_command_writes_to_the_screen(capfdbinary: Any) -> None:
    make_submission(make_page())
    call_command("export_submissions", profile="anonymous", output="-")
    captured = capfdbinary.readouterr()
    assert captured.out == site_csv("anonymous")
    assert captured.err == b"Wrote 1 row.\n"


def test_command_leaves_contact_details_out_unless_asked(tmp_path: Path) -> None:
    make_submission(make_page(), email="reader@example.org")
    call_command("export_submissions", output=str(tmp_path / "feedback.csv"))
    assert b"reader@example.org" not in (tmp_path / "feedback.csv").read_bytes()


def test_command_says_where_it_cannot_write(tmp_path: Path) -> None:
    target = tmp_path / "nowhere" / "feedback.csv"
    with pytest.raises(CommandError, match=r"Cannot write to .*nowhere: No such file"):
        call_command("export_submissions", output=str(target))
    assert not ExportLog.objects.filter(finished_at__isnull=False).exists()


def test_command_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "feedback.csv"
    target.write_text("what was there before")

    def stop(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        call_command("export_submissions", output=str(target))
    assert target.read_text() == "what was there before"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("output", ["", "folder", "pipe"])
def test_command_writes_over_nothing_but_a_file(tmp_path: Path, output: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    target = str(tmp_path / output) if output else ""

    with pytest.raises(CommandError, match="is not a file that can be written"):
        call_command("export_submissions", output=target)


def test_command_follows_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")

    call_command("export_submissions", output=str(tmp_path / "link.csv"))

    assert (tmp_path / "link.csv").is_symlink()
    assert "reference" in (tmp_path / "real.csv").read_text()
