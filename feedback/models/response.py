"""Responses: "You said, we did"."""

from django.conf import settings
from django.db import models

from feedback.models.constraints import at_goes_with_by
from pages.models import Page


class Response(models.Model):
    """The team's public answer to one or many pieces of feedback on a page."""

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="responses")
    submissions = models.ManyToManyField(
        "feedback.Submission", blank=True, related_name="responses"
    )
    heard = models.TextField(help_text="What people said, in our words.")
    decided = models.TextField(blank=True, help_text="What we did, will do or will not, and why.")
    changed_revision = models.ForeignKey(
        "pages.PageRevision",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="responses",
        help_text="The text that changed because of it.",
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [at_goes_with_by("published", name="response_published_at_with_by")]

    def __str__(self) -> str:
        return f"Response {self.pk}"
