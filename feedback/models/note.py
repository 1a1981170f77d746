"""Notes: what staff tell each other about a piece of feedback."""

from django.conf import settings
from django.db import models


class Note(models.Model):
    """One remark by a member of staff. It may have to be disclosed to the person it is about."""

    submission = models.ForeignKey(
        "feedback.Submission", on_delete=models.CASCADE, related_name="notes"
    )
    text = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"Note {self.pk}"
