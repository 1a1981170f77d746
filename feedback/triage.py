"""Decide what becomes of feedback: one status after another, each move kept, none overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format

from feedback.models import Submission, TriageEvent, TriageStatus
from pages.people import name_of


class AlreadyThatStatus(Exception):  # noqa: N818 - says what happened
    """Nothing to change: the piece has the status somebody asks for."""

    def __init__(self, submission: Submission) -> None:
        self.submission = submission
        super().__init__(
            f"This is already “{submission.get_triage_status_display()}”. "
            "Select a different status."
        )


class ChangedMeanwhile(Exception):  # noqa: N818 - says what happened
    """It was decided on after the moderator opened the piece: what was done, oldest first."""

    def __init__(self, submission: Submission, events: list[TriageEvent], *, by: User) -> None:
        self.submission = submission
        self.events = events
        self.by = by
        super().__init__(self._in_words())

    @property
    def is_by_the_moderator_alone(self) -> bool:
        """In another window, or with the browser's back button."""
        return bool(self.events) and all(event.created_by == self.by for event in self.events)

    def _in_words(self) -> str:
        if not self.events:
            return "Somebody changed this after you opened it."
        last = self.events[-1]
        who = "You" if last.created_by == self.by else name_of(last.created_by)
        return (
            f"{who} changed this from "
            f"“{self.events[0].get_from_status_display()}” to "
            f"“{last.get_to_status_display()}” on {_moment(last)}, after you opened it."
        )


@dataclass(kw_only=True)
class ManyChanged:
    """What became of a decision on many pieces at once."""

    changed: list[Submission] = field(default_factory=list)
    already: list[Submission] = field(default_factory=list)
    meanwhile: list[ChangedMeanwhile] = field(default_factory=list)
    missing: int = 0


def change_status(
    *, submission_id: int, to: TriageStatus, by: User, note: str, seen_version: int
) -> Submission:
    """Move one piece on; the same decision sent twice is made once.

    Raises Submission.DoesNotExist, ChangedMeanwhile, AlreadyThatStatus.
    """
    with transaction.atomic():
        submission = Submission.objects.select_for_update().get(pk=submission_id)
        if submission.version != seen_version:
            events = _events_since(submission, seen_version)
            if _is_this_decision(events, to=to, by=by, note=note):
                return submission
            raise ChangedMeanwhile(submission, events, by=by)
        if submission.triage_status == to:
            raise AlreadyThatStatus(submission)
        _decide([submission], to=to, by=by, note=note)
    return submission


def change_status_of_many(
    *, seen_versions: Mapping[int, int], to: TriageStatus, by: User, note: str
) -> ManyChanged:
    """Move every piece that is still as the moderator saw it; say which were not, and why.

    `seen_versions` maps each piece's id to the version that was on screen.
    """
    outcome = ManyChanged()
    to_decide: list[Submission] = []
    with transaction.atomic():
        # Always in the same order, so that two bulk decisions never wait for each other.
        rows = Submission.objects.select_for_update().filter(pk__in=seen_versions).order_by("pk")
        for submission in rows:
            seen_version = seen_versions[submission.pk]
            if submission.version != seen_version:
                events = _events_since(submission, seen_version)
                if _is_this_decision(events, to=to, by=by, note=note):
                    outcome.changed.append(submission)
                else:
                    outcome.meanwhile.append(ChangedMeanwhile(submission, events, by=by))
            elif submission.triage_status == to:
                outcome.already.append(submission)
            else:
                to_decide.append(submission)
        _decide(to_decide, to=to, by=by, note=note)
    outcome.changed += to_decide
    found = len(outcome.changed) + len(outcome.already) + len(outcome.meanwhile)
    outcome.missing = len(seen_versions) - found
    return outcome


def _decide(submissions: list[Submission], *, to: TriageStatus, by: User, note: str) -> None:
    """Write the decision and its history. The rows are locked and known to differ from `to`."""
    now = timezone.now()
    is_new = to == TriageStatus.NEW
    TriageEvent.objects.bulk_create(
        TriageEvent(
            submission=submission,
            from_status=submission.triage_status,
            to_status=to,
            note=note,
            created_by=by,
        )
        for submission in submissions
    )
    Submission.objects.filter(pk__in=[one.pk for one in submissions]).update(
        triage_status=to,
        triaged_at=None if is_new else now,
        triaged_by=None if is_new else by,
        version=F("version") + 1,
        updated_at=now,
    )
    for submission in submissions:
        submission.triage_status = to
        submission.triaged_at = None if is_new else now
        submission.triaged_by = None if is_new else by
        submission.version += 1
        submission.updated_at = now


def _events_since(submission: Submission, seen_version: int) -> list[TriageEvent]:
    """Each decision raises the version by one, so the last few events are what was missed."""
    missed = submission.version - seen_version
    if missed <= 0:
        return []
    events = submission.triage_events.select_related("created_by").order_by("-created_at", "-pk")
    return list(reversed(events[:missed]))


def _is_this_decision(events: list[TriageEvent], *, to: TriageStatus, by: User, note: str) -> bool:
    """A second click on the same button finds what the first has done."""
    made = [(event.to_status, event.created_by, event.note) for event in events]
    return made == [(to, by, note)]


def _moment(event: TriageEvent) -> str:
    return date_format(timezone.localtime(event.created_at), "j F Y \\a\\t H:i")
