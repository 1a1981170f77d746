"""Themes: what staff group feedback under."""

from django.db import models


class Theme(models.Model):
    """One subject that several pieces of feedback share."""

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True)
    description = models.TextField(blank=True, help_text="When to use it, and when not.")
    is_active = models.BooleanField("in use", default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
