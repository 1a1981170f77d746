"""Facts about the site that only its owner knows, such as who controls the data."""

from django.conf import settings
from django.db import models
from django.utils.safestring import SafeString

from pages.fields import RenderedHtmlField


class SiteSettingQuerySet(models.QuerySet["SiteSetting"]):
    def html_of(self, slug: str) -> SafeString:
        """The fact, ready to show; nothing when there is no such row."""
        html = self.filter(slug=slug).values_list("html", flat=True).first()
        return html if isinstance(html, SafeString) else SafeString()


SiteSettingManager = models.Manager.from_queryset(SiteSettingQuerySet)


class SiteSetting(models.Model):
    """One fact that pages repeat: written in Markdown as `{{ slug }}`, filled in by staff."""

    slug = models.SlugField(unique=True, editable=False)
    label = models.CharField(max_length=200, help_text="What the fact is, in plain words.")
    help_text = models.TextField(blank=True)
    value = models.TextField(
        blank=True, help_text="Shown wherever a page asks for it. Plain text or Markdown."
    )
    html = RenderedHtmlField(blank=True, editable=False, help_text="The value, rendered.")
    position = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = SiteSettingManager()

    class Meta:
        ordering = ["position", "label"]

    def __str__(self) -> str:
        return self.label

    @property
    def is_complete(self) -> bool:
        return bool(self.value.strip())
