"""Triage events: the history of every decision."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from feedback.models.submission import TriageStatus


class TriageEvent(models.Model):
    """One decision: who moved a piece of feedback from which status to which, and why.

    Rows are only ever added (a trigger holds that). Erasure may blank `note`, nothing else.
    """

    submission = models.ForeignKey(
        "feedback.Submission", on_delete=models.PROTECT, related_name="triage_events"
    )
    from_status = models.CharField(max_length=20, choices=TriageStatus)
    to_status = models.CharField(max_length=20, choices=TriageStatus)
    note = models.TextField(blank=True, max_length=2000)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="triage_event_changes_status", condition=~Q(from_status=F("to_status"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_from_status_display()} to {self.get_to_status_display()}"
