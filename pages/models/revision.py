"""Page revisions: the text of a page at a moment, for ever."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.text import Truncator

from pages.fields import HeadingsVector

# As much as search engines show of one.
_DESCRIPTION_LENGTH = 160


class RevisionOrigin(models.TextChoices):
    START = "start", "What the site starts with"
    IMPORT = "import", "Imported"
    EDITOR = "editor", "Written by an editor"


class PageRevision(models.Model):
    """One version of a page's words.

    The words never change once saved (a trigger holds that). `html`, `headings`, `text` and
    `missing_figures` are what the renderer made of them: a cache that `rebuild_html` renews.
    """

    page = models.ForeignKey("pages.Page", on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(help_text="Counts up from 1 on each page.")
    title = models.CharField(max_length=200)
    menu_title = models.CharField(
        max_length=60,
        blank=True,
        help_text="A shorter title for menus and ways on. Leave empty to use the title.",
    )
    summary = models.CharField(
        max_length=300,
        blank=True,
        help_text="One or two sentences for search results and links. Not shown on the page.",
    )
    body = models.TextField(blank=True, help_text="The words, in Markdown.")
    change_note = models.CharField(
        max_length=300,
        blank=True,
        help_text="What changed and why. Colleagues see it; readers too when it is notable.",
    )
    is_notable = models.BooleanField(
        "notable",
        default=False,
        help_text="Tell readers of it: “What changed” shows the change note with its date.",
    )
    origin = models.CharField(max_length=20, choices=RevisionOrigin, default=RevisionOrigin.EDITOR)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Empty when no person wrote it, or their account is gone.",
    )
    published_at = models.DateTimeField(
        null=True, blank=True, help_text="When readers first saw it. Empty if they never did."
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    renderer_version = models.PositiveIntegerField()
    html = models.TextField(blank=True, help_text="Safe to show as it is.")
    headings = models.JSONField(
        default=list, help_text="In order: level (2 to 6), id and text of each."
    )
    text = models.TextField(blank=True, help_text="The words alone, for search and extracts.")
    missing_figures = models.JSONField(
        default=list, help_text="Captions of the figures whose picture is still to be supplied."
    )
    search = models.GeneratedField(
        expression=SearchVector("title", weight="A", config="english")
        + HeadingsVector("headings")
        + SearchVector("summary", weight="C", config="english")
        + SearchVector("text", weight="D", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["page", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="revision_number_once_a_page"),
            models.CheckConstraint(name="revision_counts_from_1", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="revision_published_by_with_at",
                condition=Q(published_at__isnull=False) | Q(published_by__isnull=True),
            ),
        ]
        indexes = [GinIndex(fields=["search"], name="revision_search")]

    def __str__(self) -> str:
        return f"{self.title} (revision {self.number})"

    @property
    def description(self) -> str:
        """A sentence or two for links to the page: its summary, else its first words."""
        if self.summary:
            return self.summary
        titles = {heading["text"] for heading in self.headings}
        paragraphs = (words for words in self.text.split(" · ") if words not in titles)
        return Truncator(next(paragraphs, "")).chars(_DESCRIPTION_LENGTH)
