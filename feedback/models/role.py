"""Who respondents say they are."""

from django.db import models

from feedback.models.choice import Choice


class Sector(models.Model):
    """A part of the sector that several roles belong to."""

    slug = models.SlugField(max_length=60, unique=True, editable=False)
    label = models.CharField(max_length=100)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.label


class Role(Choice):
    """One answer to "Your role"."""

    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, related_name="roles")
