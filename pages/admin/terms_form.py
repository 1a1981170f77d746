"""The fields that say whether feedback is open, from when to when, and with which words."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone

from pages.feedback_terms.inheriting import FIELDS
from pages.models import FeedbackState, Page


class MomentInput(forms.DateTimeInput):
    """The browser's own; without it, a box for “2027-01-31T17:00”."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


def _moment(name: str, label: str) -> forms.DateTimeField:
    wrong = "Enter a date and a time, such as 2027-01-31T17:00"
    field: Any = Page._meta.get_field(name)  # noqa: SLF001 - Django's public API
    return forms.DateTimeField(
        label=label,
        required=False,
        widget=MomentInput,
        help_text=f"UK time. {field.help_text}",
        # Years near the ends of the calendar have no moment before or after them.
        validators=[
            MinValueValidator(datetime(2000, 1, 1, tzinfo=UTC), message=wrong),
            MaxValueValidator(datetime(2200, 1, 1, tzinfo=UTC), message=wrong),
        ],
        error_messages={"invalid": wrong},
    )


def _words(name: str, label: str) -> forms.CharField:
    field: Any = Page._meta.get_field(name)  # noqa: SLF001 - Django's public API
    return forms.CharField(
        label=label,
        required=False,
        max_length=field.max_length,
        help_text=field.help_text,
        widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": 3}),
    )


class TermsFields(forms.Form):
    feedback_opens_at = _moment("feedback_opens_at", "Opens at")
    feedback_closes_at = _moment("feedback_closes_at", "Closes at")
    feedback_introduction = _words("feedback_introduction", "Introduction")
    feedback_afterwards = _words("feedback_afterwards", "When it is closed")

    def clean_feedback_introduction(self) -> str:
        return _with_lf(self.cleaned_data["feedback_introduction"])

    def clean_feedback_afterwards(self) -> str:
        return _with_lf(self.cleaned_data["feedback_afterwards"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if set(FIELDS[:3]) <= cleaned.keys():
            self._check_dates(*(cleaned[name] for name in FIELDS[:3]))
        return cleaned

    def _check_dates(
        self, state: str, opens_at: datetime | None, closes_at: datetime | None
    ) -> None:
        now = timezone.now()
        if opens_at and closes_at and opens_at >= closes_at:
            self.add_error("feedback_closes_at", "Enter a time after the one it opens at.")
        elif state == FeedbackState.CLOSED and closes_at and closes_at > now:
            self.add_error(
                "feedback_closes_at",
                "This is still to come. To close by itself then, choose “Open”. To close now, "
                "leave this empty.",
            )
        elif state == FeedbackState.CLOSED and opens_at and opens_at > now:
            self.add_error(
                "feedback_opens_at",
                "This is still to come. To open by itself then, choose “Open”.",
            )
        elif state == FeedbackState.OPEN and closes_at and closes_at <= now and self._is_new():
            self.add_error(
                "feedback_closes_at",
                "This is over, so nothing would be open. Enter a later time, or leave this "
                "empty to stay open.",
            )

    def _is_new(self) -> bool:
        """A page whose time has run out is edited like any other."""
        return bool({"feedback", "feedback_closes_at"} & set(self.changed_data))

    @property
    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS}

    @property
    def is_without_effect(self) -> bool:
        """Dates or words that readers will not see, because another place decides."""
        said = [self.cleaned_data.get(name) for name in FIELDS]
        return said[0] == FeedbackState.INHERIT and any(said[1:])


def _with_lf(text: str) -> str:
    """Browsers send CRLF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
