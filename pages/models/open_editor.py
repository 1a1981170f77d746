"""Who has which page open in the editor."""

from django.conf import settings
from django.db import models


class OpenEditor(models.Model):
    """Somebody had a page open in the editor when last heard of; forgotten within a day."""

    page = models.ForeignKey("pages.Page", on_delete=models.CASCADE, related_name="open_editors")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "person"], name="open_editor_once_a_page"),
        ]

    def __str__(self) -> str:
        return f"{self.person} on {self.page_id}"
