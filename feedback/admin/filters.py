"""Narrow the list of feedback: one form that the list, "save and next", bulk and export share."""

from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils import timezone

from feedback.admin.options import (
    NONE_CHOSEN,
    NOT_MATCHED,
    Choices,
    GroupedChoices,
    Options,
    load_options,
)
from feedback.admin.searching import matching, read_reference
from feedback.models import Region, Source, Submission, TriageStatus
from feedback.models.submission import SubmissionQuerySet

ALL = "all"
STATUSES = [*TriageStatus.choices, (ALL, "All")]
SUSPICIONS = [
    ("spam", "Suspected spam"),
    ("personal-data", "Suspected personal data"),
    ("none", "Not suspected"),
]
PERIODS = [("today", "Today"), ("7-days", "Last 7 days"), ("30-days", "Last 30 days")]
_DAYS = {"today": 0, "7-days": 6, "30-days": 29}
ORDERS = [("newest", "Newest first"), ("oldest", "Oldest first")]


class DateInput(forms.DateInput):
    input_type = "date"


class SearchInput(forms.TextInput):
    input_type = "search"


def _day(label: str) -> forms.DateField:
    wrong = f"{label}: enter a date"
    return forms.DateField(
        label=label,
        required=False,
        widget=DateInput(format="%Y-%m-%d"),
        # Days near the ends of the calendar have no day before or after them to compare with.
        validators=[
            MinValueValidator(date(1900, 1, 1), message=wrong),
            MaxValueValidator(date(2999, 12, 31), message=wrong),
        ],
        error_messages={"invalid": wrong},
    )


def _choice(label: str, choices: Choices, nothing: str = "Any") -> forms.ChoiceField:
    choices = [("", nothing), *choices] if nothing else choices
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=False,
        error_messages={"invalid_choice": f"{label}: choose one from the list"},
    )


class FilterForm(forms.Form):
    """Every filter has a fixed list of values, so an address can hold no query of its own.

    A value that makes no sense is named to the moderator and left out of force.
    """

    q = forms.CharField(label="Search", required=False, max_length=200, widget=SearchInput)
    status = _choice("Status", STATUSES, nothing="")
    page = _choice("Page", [])
    sentiment = _choice("Reflection", [])
    role = _choice("Role", [])
    sector = _choice("Sector", [])
    organisation = _choice("Organisation", [])
    region = _choice("Region", Region.choices)
    suspected = _choice("Suspicion", SUSPICIONS)
    source = _choice("Source", Source.choices)
    received = _choice("Received", PERIODS, nothing="Any time")
    received_from = _day("From")
    received_to = _day("To")
    order = _choice("Order", ORDERS, nothing="")

    def __init__(self, data: QueryDict) -> None:
        self.options: Options = load_options()
        # The list opens on what awaits triage.
        asked = {"status": TriageStatus.NEW, "order": "newest"} | {
            name: value for name, value in data.items() if name in self.base_fields and value
        }
        super().__init__(asked, auto_id="filter-%s", use_required_attribute=False)
        offered: list[tuple[str, Choices | GroupedChoices]] = [
            ("page", self.options.pages),
            ("sentiment", self.options.sentiments),
            ("role", self.options.roles),
            ("sector", self.options.sectors),
            ("organisation", self.options.organisations),
        ]
        for name, choices in offered:
            chosen = self.fields[name]
            assert isinstance(chosen, forms.ChoiceField)
            chosen.choices = [("", "Any"), *choices]
        self.full_clean()

    @cached_property
    def reference(self) -> str | None:
        return read_reference(self.cleaned_data.get("q", ""))

    @property
    def in_force(self) -> dict[str, str]:
        """The filters that narrow the list, by name, as an address writes them."""
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in self.cleaned_data.items()
            if value and name != "order"
        }

    @property
    def beyond_status(self) -> int:
        return len(self.in_force.keys() - {"q", "status"})

    @property
    def as_query(self) -> str:
        """The address of this list: what it needs, and no more."""
        query = QueryDict(mutable=True)
        query.update(self.in_force)
        if self.is_oldest_first:
            query["order"] = "oldest"
        return query.urlencode()

    @property
    def for_log(self) -> dict[str, Any]:
        """The same for the export log: that words were searched for, not which. A reference is
        looked for whatever the other filters say."""
        if self.reference:
            return {"reference": True}
        filters: dict[str, Any] = dict(self.in_force)
        if filters.pop("q", None):
            filters["search"] = True
        return filters

    @property
    def is_oldest_first(self) -> bool:
        return self.cleaned_data.get("order") == "oldest"

    def rows(self, *, awaiting_triage: bool = False) -> SubmissionQuerySet:
        """The feedback on the list, in its order. A reference finds its piece whatever else."""
        order = ["received_at", "pk"] if self.is_oldest_first else ["-received_at", "-pk"]
        rows = Submission.objects.order_by(*order)
        if self.reference:
            rows = rows.filter(reference=self.reference)
        else:
            rows = self._narrow(rows, status=not awaiting_triage)
        return rows.awaiting_triage() if awaiting_triage else rows

    def _narrow(self, rows: SubmissionQuerySet, *, status: bool) -> SubmissionQuerySet:
        chosen, options = self.cleaned_data, self.options
        if status and (value := chosen.get("status")) != ALL:
            rows = rows.filter(triage_status=value or TriageStatus.NEW)
        if value := chosen.get("page"):
            rows = rows.filter(page_id=int(value))
        if value := chosen.get("sentiment"):
            pk = None if value == NONE_CHOSEN else options.sentiment_ids[value]
            rows = rows.filter(sentiment_id=pk) if pk else rows.filter(sentiment=None)
        if value := chosen.get("role"):
            rows = rows.filter(role_id=options.role_ids[value])
        if value := chosen.get("sector"):
            rows = rows.filter(role_id__in=options.role_ids_by_sector[value])
        if value := chosen.get("region"):
            rows = rows.filter(organisation_id__in=options.organisation_ids_by_region[value])
        if (value := chosen.get("organisation")) == NOT_MATCHED:
            rows = rows.filter(organisation=None).exclude(organisation_as_typed="")
        elif value:
            rows = rows.filter(organisation_id=options.organisation_ids[value])
        if value := chosen.get("source"):
            rows = rows.filter(source=value)
        rows = _suspected(rows, chosen.get("suspected", ""))
        rows = _received(rows, chosen)
        if words := chosen.get("q"):
            rows = matching(rows, words)
        return rows


def _suspected(rows: SubmissionQuerySet, value: str) -> SubmissionQuerySet:
    match value:
        case "spam":
            return rows.filter(suspected_spam=True)
        case "personal-data":
            return rows.filter(suspected_personal_data=True)
        case "none":
            return rows.filter(suspected_spam=False, suspected_personal_data=False)
    return rows


def _received(rows: SubmissionQuerySet, chosen: dict[str, Any]) -> SubmissionQuerySet:
    if period := chosen.get("received"):
        rows = rows.filter(
            received_at__gte=_start_of(timezone.localdate() - timedelta(days=_DAYS[period]))
        )
    if first := chosen.get("received_from"):
        rows = rows.filter(received_at__gte=_start_of(first))
    if last := chosen.get("received_to"):
        rows = rows.filter(received_at__lt=_start_of(last) + timedelta(days=1))
    return rows


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
