"""Whether readers may send feedback, from when to when, and what they are told about it."""

from django.db import models
from django.db.models import F, Q


class FeedbackState(models.TextChoices):
    INHERIT = "inherit", "As set above"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"
    NEVER = "never", "Never"


class FeedbackTerms(models.Model):
    """What a page, or the whole site, says about feedback. Closed has been or may be open; never
    says nothing about feedback at all."""

    feedback = models.CharField(
        max_length=20,
        choices=FeedbackState,
        default=FeedbackState.INHERIT,
        help_text="Whether readers can send feedback.",
    )
    feedback_opens_at = models.DateTimeField(
        "opens at", null=True, blank=True, help_text="Leave empty to be open from now."
    )
    feedback_closes_at = models.DateTimeField(
        "closes at", null=True, blank=True, help_text="Leave empty to stay open."
    )
    feedback_introduction = models.TextField(
        "introduction",
        max_length=1_000,
        blank=True,
        help_text="Shown above the form: what you most want to hear about. Plain text.",
    )
    feedback_afterwards = models.TextField(
        "when it is closed",
        max_length=1_000,
        blank=True,
        help_text="Shown in place of the form once it is closed: what happens next. Plain text.",
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_feedback_opens_before_it_closes",
                condition=Q(feedback_opens_at__isnull=True)
                | Q(feedback_closes_at__isnull=True)
                | Q(feedback_opens_at__lt=F("feedback_closes_at")),
            ),
        ]


class SiteFeedback(FeedbackTerms):
    """The one row that says what holds for every page whose sections say nothing of their own."""

    is_only_row = models.BooleanField(default=True, unique=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        "auth.User",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = "feedback on the whole site"
        verbose_name_plural = "feedback on the whole site"
        constraints = [
            *FeedbackTerms.Meta.constraints,
            models.CheckConstraint(name="site_feedback_is_one_row", condition=Q(is_only_row=True)),
            models.CheckConstraint(
                name="site_feedback_has_nothing_above", condition=~Q(feedback=FeedbackState.INHERIT)
            ),
        ]

    def __str__(self) -> str:
        return "Feedback on the whole site"
