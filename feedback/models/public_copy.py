"""Public copies: a sender's words made public, with their consent and a moderator's eye."""

from django.conf import settings
from django.db import models

from feedback.models.constraints import at_goes_with_by


class PublicCopy(models.Model):
    """What the public may read of one piece of feedback. The original stays untouched."""

    submission = models.OneToOneField(
        "feedback.Submission", on_delete=models.CASCADE, related_name="public_copy"
    )
    summary = models.CharField(max_length=200)
    details = models.TextField(max_length=5000, blank=True)
    redaction_reason = models.TextField(blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "public copies"
        constraints = [at_goes_with_by("approved", name="public_copy_approved_at_with_by")]

    def __str__(self) -> str:
        return f"Public copy {self.pk}"
