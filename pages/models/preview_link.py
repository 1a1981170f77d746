"""Links by which people without an account may read a draft."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class PreviewLink(models.Model):
    """Leave to read a page's newest draft, for whoever holds the link, until it ends.

    The link itself is not stored: it is this row's key, signed.
    """

    page = models.ForeignKey("pages.Page", on_delete=models.CASCADE, related_name="preview_links")
    note = models.CharField(
        max_length=200, blank=True, help_text="Who it is for, so that you know which to end."
    )
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                name="preview_link_revoked_by_with_at",
                condition=Q(revoked_at__isnull=False) | Q(revoked_by__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Preview link {self.pk}"
