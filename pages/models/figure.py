"""Pictures that pages show."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q


class FigureType(models.TextChoices):
    PNG = "image/png", "PNG"
    JPEG = "image/jpeg", "JPEG"
    WEBP = "image/webp", "WebP"


class Figure(models.Model):
    """One picture, as we encoded it ourselves, under the name that pages call it by.

    A page writes `![](figure:name)`; readers' browsers ask for `/figures/<digest>.<ending>`.
    The picture under a name never changes: a new picture is a new figure.
    """

    name = models.CharField(
        max_length=100,
        unique=True,
        validators=[RegexValidator(r"\A[a-z0-9]+(?:-[a-z0-9]+)*\Z")],
        help_text="What pages call it by: figure:name.",
    )
    digest = models.CharField(
        max_length=64, db_index=True, help_text="SHA-256 of the content, in hexadecimal."
    )
    content = models.BinaryField(help_text="The encoded picture.")
    media_type = models.CharField(max_length=20, choices=FigureType)
    width = models.PositiveIntegerField(help_text="In pixels.")
    height = models.PositiveIntegerField(help_text="In pixels.")
    alternative_text = models.CharField(
        max_length=500,
        blank=True,
        help_text="What the picture says, for people who cannot see it.",
    )
    is_decorative = models.BooleanField(
        "decorative", default=False, help_text="It says nothing that the text does not say."
    )
    caption = models.CharField(max_length=500, blank=True, help_text="Shown below the picture.")
    credit = models.CharField(
        max_length=200, blank=True, help_text="Who made it or owns it. Shown after the caption."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="figure_says_what_it_shows_or_is_decorative",
                condition=(Q(is_decorative=True) & Q(alternative_text=""))
                | (Q(is_decorative=False) & ~Q(alternative_text="")),
            ),
            models.CheckConstraint(name="figure_name_is_not_empty", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        ending = FigureType(self.media_type).name.lower()
        return f"/figures/{self.digest}.{ending}"
