"""Choices that respondents pick by their wording: once used, retired and replaced."""

from typing import Self

from django.db import models
from django.db.models import F, Q


class ChoiceQuerySet(models.QuerySet):  # type: ignore[type-arg]  # shared by several models
    def offered(self) -> Self:
        """What the form offers today, in its order."""
        return self.filter(is_active=True)


class Choice(models.Model):
    """One wording the form offers.

    An edit must not rewrite what people said: once somebody has chosen it, the wording stays as
    it is (a trigger holds that) and another row takes its place. The slug never changes.
    """

    slug = models.SlugField(max_length=60, unique=True)
    label = models.CharField(max_length=200, help_text="The exact words respondents see.")
    position = models.PositiveIntegerField(
        default=0, help_text="The form shows the lowest number first."
    )
    is_active = models.BooleanField(
        "offered in the form",
        default=True,
        help_text="Untick to retire it. What people chose before stays as it was.",
    )
    replaces = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
        help_text="The retired wording this one takes the place of, if any.",
    )

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="%(class)s_does_not_replace_itself",
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("pk")),
            )
        ]

    def __str__(self) -> str:
        return self.label
