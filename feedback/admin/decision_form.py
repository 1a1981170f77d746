"""The decision on one piece of feedback, or on many: a status, and a note that says why."""

from django import forms

from feedback.forms import ParagraphsField
from feedback.models import TriageStatus

_MOST_PIECES = 100_000  # characters: a thousand ids with their versions take a fifth of it


class DecisionForm(forms.Form):
    status = forms.ChoiceField(
        label="Status",
        choices=TriageStatus.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select a status",
            "invalid_choice": "Select a status from the list",
        },
    )
    note = ParagraphsField(
        label="Note (optional)",
        help_text="Colleagues see it; it may have to be disclosed.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": "Note must be 2,000 characters or fewer"},
    )

    use_required_attribute = False

    @property
    def to(self) -> TriageStatus:
        return TriageStatus(self.cleaned_data["status"])


class OneDecisionForm(DecisionForm):
    def offer_all_but(self, now: str) -> None:
        """What it is already is no decision. Only for show: a second click may still send it."""
        status = self.fields["status"]
        assert isinstance(status, forms.ChoiceField)
        status.choices = [choice for choice in TriageStatus.choices if choice[0] != now]

    seen_version = forms.IntegerField(
        min_value=0,
        max_value=2**31 - 1,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ["required", "invalid", "min_value", "max_value"], "Open this piece again from the list"
        ),
    )


class ManyDecisionsForm(DecisionForm):
    """`seen` holds `id-version` of each piece as it was on screen, spaces between."""

    seen = forms.RegexField(
        r"\A[0-9]{1,18}-[0-9]{1,9}( [0-9]{1,18}-[0-9]{1,9})*\Z",
        max_length=_MOST_PIECES,
        widget=forms.HiddenInput,
        error_messages={"invalid": "Choose the pieces again from the list"},
    )

    def clean_seen(self) -> dict[int, int]:
        return read_seen(self.cleaned_data["seen"].split())


def read_seen(pieces: list[str]) -> dict[int, int]:
    """Ids and the versions seen, from `id-version` each; what is not that is left out."""
    seen: dict[int, int] = {}
    for piece in pieces:
        pk, _, version = piece.partition("-")
        if _is_small_number(pk, 18) and _is_small_number(version, 9):
            seen[int(pk)] = int(version)
    return seen


def _is_small_number(text: str, digits: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= digits
