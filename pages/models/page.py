"""Pages: where each stands in the tree, at which address, and whether readers see it."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from pages.addresses import validate_slug
from pages.models.feedback_terms import FeedbackTerms
from pages.models.revision import PageRevision

if TYPE_CHECKING:
    # tree_queries comes without types; its classes behave as those they extend.
    from django.db.models import ForeignKey as TreeNodeForeignKey
    from django.db.models import QuerySet as TreeQuerySet

else:
    from tree_queries.fields import TreeNodeForeignKey
    from tree_queries.query import TreeQuerySet


class PageStatus(models.TextChoices):
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    ARCHIVED = "archived", "Archived"


class ShownIn(models.TextChoices):
    MENU = "menu", "Menu"
    FOOTER = "footer", "Footer"
    NOWHERE = "nowhere", "Neither menu nor footer"


class PageQuerySet(TreeQuerySet["Page"]):
    def published(self) -> Self:
        """What readers may see. A published page always has a live revision."""
        return self.filter(status=PageStatus.PUBLISHED)

    def with_live_text(self) -> Self:
        return self.select_related("published_revision")

    def with_shown_title(self) -> Self:
        """`shown_title`: the live one, else that of the newest draft, without a query a page."""
        newest = PageRevision.objects.filter(page=OuterRef("pk")).order_by("-number")
        return self.annotate(
            shown_title=Coalesce(
                "published_revision__title",
                Subquery(newest.values("title")[:1]),
                "slug",
                output_field=models.CharField(),
            )
        )

    def in_reading_order(self) -> Self:
        """The whole tree, each page followed by the pages below it."""
        return self.with_tree_fields()  # type: ignore[attr-defined]


PageManager = models.Manager.from_queryset(PageQuerySet)


class Page(FeedbackTerms):
    """One page of the site: a place in the tree with an address, whatever its text is today."""

    parent = TreeNodeForeignKey(
        "self",
        verbose_name="section",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        help_text="The page this one sits under. Leave empty for a page at the top.",
    )
    position = models.PositiveIntegerField(
        default=0, help_text="Pages in one section are shown from the lowest number up."
    )
    slug = models.SlugField(
        max_length=100,
        blank=True,
        validators=[validate_slug],
        help_text="The last part of the address. Only the home page has none.",
    )
    path = models.CharField(
        max_length=500,
        unique=True,
        blank=True,
        editable=False,
        help_text="The whole address, without the slashes at its ends. Empty for the home page.",
    )
    status = models.CharField(max_length=20, choices=PageStatus, default=PageStatus.DRAFT)
    shown_in = models.CharField(
        max_length=20,
        choices=ShownIn,
        default=ShownIn.MENU,
        help_text="Where readers find a link to this page.",
    )
    published_revision = models.OneToOneField(
        "pages.PageRevision",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="live_on",
        help_text="The text readers see now.",
    )
    text_changed_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="When what readers see last became other words, or other facts in them.",
    )
    publish_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="When the scheduled revision goes before readers.",
    )
    scheduled_revision = models.ForeignKey(
        "pages.PageRevision",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The text readers will see from then on.",
    )
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    withdraw_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When readers stop seeing the page."
    )
    withdraw_set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = PageManager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            *FeedbackTerms.Meta.constraints,
            models.CheckConstraint(
                name="published_page_has_live_revision",
                condition=~Q(status=PageStatus.PUBLISHED) | Q(published_revision__isnull=False),
            ),
            models.CheckConstraint(
                name="published_page_says_when_text_changed",
                condition=~Q(status=PageStatus.PUBLISHED) | Q(text_changed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="page_is_scheduled_with_its_text",
                condition=Q(publish_at__isnull=True, scheduled_revision__isnull=True)
                | Q(publish_at__isnull=False, scheduled_revision__isnull=False),
            ),
            models.CheckConstraint(
                name="page_is_withdrawn_after_it_is_published",
                condition=Q(publish_at__isnull=True)
                | Q(withdraw_at__isnull=True)
                | Q(publish_at__lt=F("withdraw_at")),
            ),
            models.CheckConstraint(
                name="page_is_not_its_own_section",
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
            ),
            models.CheckConstraint(
                name="only_home_has_no_slug", condition=~Q(slug="") | Q(path="", parent=None)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/{self.path}/" if self.path else "/"

    @property
    def title(self) -> str:
        revision = self.published_revision or self.latest_revision()
        return revision.title if revision else self.slug

    @property
    def is_home(self) -> bool:
        return not self.path

    @property
    def is_published(self) -> bool:
        return self.status == PageStatus.PUBLISHED

    def latest_revision(self) -> PageRevision | None:
        if self._state.adding:
            return None
        return self.revisions.order_by("-number").first()
