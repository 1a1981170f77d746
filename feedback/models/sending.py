"""What the site remembers for minutes about sending, to know a resend or a flood.

Both tables hold keyed hashes only, and lose each row when its time is over.
"""

from django.db import models


class ResendGuard(models.Model):
    """One sending: whoever sends the same again before `expires_at` gets the same row back."""

    fingerprint = models.CharField(max_length=64, primary_key=True)
    submission = models.ForeignKey(
        "feedback.Submission", null=True, on_delete=models.CASCADE, related_name="resend_guards"
    )
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Resend guard until {self.expires_at}"


class AddressTally(models.Model):
    """How much one address has sent since its window began."""

    address_hash = models.CharField(max_length=64, primary_key=True)
    sent_count = models.PositiveIntegerField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "address tallies"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.sent_count} until {self.expires_at}"
