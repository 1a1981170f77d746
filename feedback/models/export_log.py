"""The export log: who took which data away."""

from django.conf import settings
from django.db import models


class ExportProfile(models.TextChoices):
    ANONYMOUS = "anonymous", "Anonymous"
    FULL = "full", "Full, with contact details"


class ExportLog(models.Model):
    """One export. `row_count` is empty until the last row has been handed over."""

    profile = models.CharField(max_length=20, choices=ExportProfile)
    file_format = models.CharField("format", max_length=10)
    filters = models.JSONField(default=dict, help_text="The filters in force. No search words.")
    row_count = models.PositiveIntegerField("rows", null=True, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Empty for an export from the command line.",
    )
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at", "-pk"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"Export {self.pk}"
