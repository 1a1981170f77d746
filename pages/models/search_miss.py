"""What readers looked for and did not find."""

from django.db import models


class SearchMiss(models.Model):
    """Words that found no page, and how often. Nothing of who searched is kept."""

    words = models.CharField(max_length=100, unique=True)
    times = models.PositiveIntegerField(default=1)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        ordering = ["-times", "-last_at"]
        verbose_name = "search that found nothing"
        verbose_name_plural = "searches that found nothing"

    def __str__(self) -> str:
        return self.words
