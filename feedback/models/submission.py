"""Submissions: what a visitor sent, and where staff have got to with it."""

import secrets
from typing import Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from feedback.models.constraints import at_goes_with_by
from pages.models import Page

# Digits and capitals that nobody mistakes for one another when read out over a telephone.
_REFERENCE_LETTERS = "23456789BCDFGHJKLMNPQRSTVWXYZ"


def new_reference() -> str:
    """A public reference such as `COE-7K3M9-QXDPW`: 29^10 of them, so a clash is not expected."""
    letters = "".join(secrets.choice(_REFERENCE_LETTERS) for _ in range(10))
    return f"COE-{letters[:5]}-{letters[5:]}"


def new_token() -> str:
    """The secret part of the sender's own address: 192 random bits."""
    return secrets.token_urlsafe(24)


class TriageStatus(models.TextChoices):
    NEW = "new", "New"
    UNDER_REVIEW = "under_review", "Under review"
    ACTIONED = "actioned", "Actioned"
    NO_ACTION = "no_action", "No action"
    SPAM = "spam", "Spam"


class Source(models.TextChoices):
    SITE = "site", "This site"
    IMPORT = "import", "Imported from the spreadsheet"
    WORKSHOP = "workshop", "Workshop"
    CALL = "call", "Call"
    EMAIL = "email", "Email"
    PAPER = "paper", "Paper"


# How feedback reaches staff, who enter it for whoever gave it.
ENTERED = [Source.WORKSHOP, Source.CALL, Source.EMAIL, Source.PAPER]


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def awaiting_triage(self) -> Self:
        return self.filter(triage_status=TriageStatus.NEW)


class Submission(models.Model):
    """One piece of feedback, in the sender's own words. Staff never change the words."""

    reference = models.CharField(
        max_length=20,
        unique=True,
        default=new_reference,
        editable=False,
        help_text="Public: the sender quotes it. Opens nothing by itself.",
    )
    token = models.CharField(
        max_length=40,
        unique=True,
        default=new_token,
        editable=False,
        help_text="Secret: the sender's private address. Shown to no member of staff.",
    )
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="submissions")
    revision = models.ForeignKey(
        "pages.PageRevision",
        on_delete=models.PROTECT,
        related_name="submissions",
        help_text="The text that was read.",
    )
    section_id = models.CharField(
        max_length=200, blank=True, help_text="The heading it is about. Empty: the whole page."
    )
    sentiment = models.ForeignKey(
        "feedback.Sentiment",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="submissions",
    )
    summary = models.CharField(max_length=200)
    details = models.TextField(max_length=5000, blank=True)
    role = models.ForeignKey("feedback.Role", on_delete=models.PROTECT, related_name="submissions")
    organisation = models.ForeignKey(
        "feedback.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="submissions",
        help_text="Matched to what was typed, only when there is no doubt.",
    )
    organisation_as_typed = models.CharField(max_length=200, blank=True)
    may_publish = models.BooleanField(
        default=False, help_text="The sender agreed that their words are published, unnamed."
    )
    source = models.CharField(max_length=20, choices=Source, default=Source.SITE)
    received_at = models.DateTimeField(
        default=timezone.now,
        help_text="What staff entered has the day it was given, from its beginning.",
    )
    entered_at = models.DateTimeField(
        null=True, blank=True, help_text="When staff entered it. Empty: the sender did."
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    suspected_spam = models.BooleanField(
        default=False, help_text="The machine's verdict. Staff decide by the status."
    )
    suspected_personal_data = models.BooleanField(
        default=False, help_text="The machine's verdict. Staff decide by the status."
    )

    triage_status = models.CharField(max_length=20, choices=TriageStatus, default=TriageStatus.NEW)
    triaged_at = models.DateTimeField(null=True, blank=True)
    triaged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="owned_submissions",
    )
    themes = models.ManyToManyField("feedback.Theme", blank=True, related_name="submissions")
    version = models.PositiveIntegerField(
        default=1, help_text="Goes up by one with each decision, so that none is overwritten."
    )
    updated_at = models.DateTimeField(auto_now=True)

    search = models.GeneratedField(
        expression=SearchVector("summary", weight="A", config="english")
        + SearchVector("details", weight="B", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "feedback"
        verbose_name = "piece of feedback"
        ordering = ["-received_at", "-pk"]
        permissions = [
            ("export_submission", "Can export feedback"),
        ]
        constraints = [
            models.CheckConstraint(
                name="submission_new_or_triaged",
                condition=Q(triage_status=TriageStatus.NEW, triaged_at=None, triaged_by=None)
                | ~Q(triage_status=TriageStatus.NEW)
                & Q(triaged_at__isnull=False, triaged_by__isnull=False),
            ),
            models.CheckConstraint(
                name="submission_status_is_known",
                condition=Q(triage_status__in=TriageStatus.values),
            ),
            models.CheckConstraint(
                name="submission_source_is_known", condition=Q(source__in=Source.values)
            ),
            at_goes_with_by("entered", name="submission_entered_at_with_by"),
            models.CheckConstraint(
                name="submission_entered_unless_from_site",
                condition=Q(source__in=ENTERED, entered_at__isnull=False)
                | ~Q(source__in=ENTERED) & Q(entered_at__isnull=True),
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="submission_search"),
            models.Index(fields=["-received_at", "-id"], name="submission_newest"),
            models.Index(
                fields=["triage_status", "-received_at", "-id"], name="submission_by_status"
            ),
            # Few rows come any other way, so a list of them must not be looked for among all.
            models.Index(
                fields=["source", "-received_at", "-id"],
                name="submission_by_source",
                condition=~Q(source=Source.SITE),
            ),
        ]

    def __str__(self) -> str:
        return self.reference
