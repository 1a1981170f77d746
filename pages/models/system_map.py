"""The system the site is about: its aspects, and how each acts on another."""

from django.db import models
from django.db.models import F, Q

from pages.fields import RenderedHtmlField


class Effect(models.TextChoices):
    SAME = "same", "The same way: more of one makes more of the other"
    OPPOSITE = "opposite", "The opposite way: more of one makes less of the other"


class Aspect(models.Model):
    """One part of the system that readers can point at, such as the value of the work."""

    slug = models.SlugField(unique=True)
    name = models.CharField(
        max_length=60, help_text="As it reads in a sentence: “value”. The map gives it a capital."
    )
    description = models.CharField(max_length=300, help_text="One sentence.")
    page = models.ForeignKey(
        "pages.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="aspects",
        help_text="The page about it, to which the map links once it is published.",
    )
    position = models.PositiveIntegerField(
        default=0, help_text="Place on the map: clockwise from the top, lowest number first."
    )
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name[:1].upper() + self.name[1:]


class Influence(models.Model):
    """One aspect acts on another: an arrow of the map, explained both ways."""

    source = models.ForeignKey(
        Aspect, verbose_name="from", on_delete=models.CASCADE, related_name="influences"
    )
    target = models.ForeignKey(
        Aspect, verbose_name="to", on_delete=models.CASCADE, related_name="influenced_by"
    )
    effect = models.CharField(
        "direction of effect", max_length=20, choices=Effect, default=Effect.SAME
    )
    when_falling = models.CharField(
        "when the first falls",
        max_length=300,
        help_text="One sentence: what happens to the other, and why.",
    )
    when_rising = models.CharField(
        "when the first rises",
        max_length=300,
        help_text="One sentence: what happens to the other, and why.",
    )
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["source__position", "target__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "target"], name="influence_once_a_pair"),
            models.CheckConstraint(
                name="influence_is_on_another", condition=~Q(source=F("target"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} acts on {self.target}"


class SystemMap(models.Model):
    """The one row that keeps the map as readers see it, drawn when staff change its parts."""

    is_only_row = models.BooleanField(default=True, unique=True, editable=False)
    html = RenderedHtmlField(blank=True, help_text="The drawing, its steps and the text version.")
    drawn_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="system_map_is_one_row", condition=Q(is_only_row=True)),
        ]

    def __str__(self) -> str:
        return "System map"
