"""The form for a moment to come, typed as the clocks in Britain show it."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from pages.models import Page

_FURTHEST = 10  # years: beyond it, somebody has mistyped
_FORMATS = ["%d/%m/%Y %H:%M", "%d %B %Y %H:%M", "%d %B %Y, %H:%M"]


class MomentField(forms.DateTimeField):
    """Twice a year an hour is missing, and an hour comes twice: neither is guessed at."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, input_formats=_FORMATS, **options)
        self.error_messages["invalid"] = "Enter a date and a time, such as 03/12/2026 09:00."

    def to_python(self, value: Any) -> datetime | None:
        try:
            moment = super().to_python(value)
        except ValidationError as error:
            if error.code == "ambiguous_timezone":
                raise ValidationError(
                    "The clocks change at that time: it comes twice, or not at all. Choose a time "
                    "at least an hour earlier or later."
                ) from error
            raise
        if moment is not None and moment.year > timezone.now().year + _FURTHEST:
            raise ValidationError(f"Choose a time within the next {_FURTHEST} years.")
        return moment


class ScheduleForm(forms.Form):
    at = MomentField(
        label="Date and time",
        help_text="UK time. Readers see the change from that moment.",
        error_messages={"required": "Enter the date and the time."},
    )
    # What the person had before them, so that nobody's later change is put back unseen.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, needs_moment: bool = True, page: Page | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.page = page
        self.fields["at"].required = needs_moment

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.page is not None and cleaned.get("seen") != schedule_as_seen(self.page):
            raise ValidationError(
                "Somebody has changed this page or its schedule since you opened this screen. "
                "Nothing was changed. Look at it as it is now, then choose again."
            )
        return cleaned


def schedule_as_seen(page: Page) -> str:
    newest = page.latest_revision()
    facts = (newest and newest.number, page.status, page.publish_at, page.withdraw_at)
    return "|".join(fact.isoformat() if isinstance(fact, datetime) else str(fact) for fact in facts)
