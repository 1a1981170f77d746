"""Pieces of feedback as a moderator had them on screen, whatever has become of them since."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from feedback.models import Submission, TriageEvent, TriageStatus


@dataclass(frozen=True, slots=True)
class SeenPiece:
    submission: Submission
    status: TriageStatus
    is_changed: bool


def as_seen(versions: Mapping[int, int]) -> list[SeenPiece]:
    """Those that are still there, newest first, by the version of each that was on screen."""
    rows = list(
        Submission.objects.filter(pk__in=versions).only(
            "reference", "summary", "triage_status", "version", "received_at"
        )
    )
    changed = [row.pk for row in rows if row.version != versions[row.pk]]
    since: dict[int, list[str]] = defaultdict(list)
    events = TriageEvent.objects.filter(submission__in=changed).order_by("-created_at", "-pk")
    for pk, before in events.values_list("submission_id", "from_status"):
        since[pk].append(before)
    return [_as_seen(row, versions[row.pk], since[row.pk]) for row in rows]


def _as_seen(row: Submission, version: int, before: list[str]) -> SeenPiece:
    """`before`: the status before each decision, the newest first; each raised the version by 1."""
    missed = row.version - version
    status = before[missed - 1] if 0 < missed <= len(before) else row.triage_status
    return SeenPiece(submission=row, status=TriageStatus(status), is_changed=missed != 0)
