"""Facts about the site that only its owner knows, such as who controls the data."""

from django.db import models


class SiteSetting(models.Model):
    """One fact that pages repeat: written in Markdown as `{{ slug }}`, filled in by staff."""

    slug = models.SlugField(unique=True, editable=False)
    label = models.CharField(max_length=200, help_text="What the fact is, in plain words.")
    help_text = models.TextField(blank=True)
    value = models.TextField(
        blank=True, help_text="Shown wherever a page asks for it. Plain text or Markdown."
    )
    position = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["position", "label"]

    def __str__(self) -> str:
        return self.label

    @property
    def is_complete(self) -> bool:
        return bool(self.value.strip())
