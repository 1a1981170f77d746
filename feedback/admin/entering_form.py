"""The form in which staff enter what somebody told them: the public form's own fields, and where
the feedback came from."""

import secrets
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime

from feedback.admin.filters import DateInput
from feedback.entering import NeverRead, revision_read
from feedback.forms import CONTRACT, FeedbackForm
from feedback.models import ENTERED, Source
from pages.models import Page, PageRevision

# What the next piece from the same workshop has as well.
KEPT = ("page", "revision", "source", "given_on", "role", "organisation")
_NOW_OR_LAST = "What readers see now, or saw last"
_NO_DATE = "Enter the day it was given, such as 2026-11-03"


class PageField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, page: Any) -> str:
        gone = "" if page.is_published else " (not on the site now)"
        return "\u2003" * page.tree_depth + page.shown_title + gone


class EnteringForm(FeedbackForm):
    """Rules and cleaning of the words are the public form's."""

    page = PageField(
        label="Page it is about",
        queryset=Page.objects.none(),
        empty_label="— Select a page —",
        error_messages=dict.fromkeys(["required", "invalid_choice"], "Select a page from the list"),
    )
    revision = forms.TypedChoiceField(  # type: ignore[assignment]  # one of the page's, by number
        label="Text they read (optional)",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _NOW_OR_LAST)],
        error_messages={
            "invalid_choice": "Readers never saw that text of this page. Choose one from the list"
        },
    )
    source = forms.ChoiceField(
        label="How it reached us",
        choices=[(one.value, one.label) for one in ENTERED],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(["required", "invalid_choice"], "Select how it reached us"),
    )
    given_on = forms.DateField(
        label="Day it was given",
        widget=DateInput(format="%Y-%m-%d"),
        validators=[MinValueValidator(date(2000, 1, 1), message=_NO_DATE)],
        error_messages=dict.fromkeys(["required", "invalid"], _NO_DATE),
    )
    may_contact = forms.BooleanField(
        label="They agreed to be contacted about this",
        required=False,
    )
    shown_on = None  # type: ignore[assignment]  # how Django leaves a field out
    website = None  # type: ignore[assignment]

    field_order = ["page", "revision", "source", "given_on", *CONTRACT, "may_contact", "key"]
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", secrets.token_urlsafe(16))
        pages = self.fields["page"]
        assert isinstance(pages, forms.ModelChoiceField)
        pages.queryset = _ever_published()
        self.page_chosen = self._page_chosen()
        revision = self.fields["revision"]
        assert isinstance(revision, forms.ChoiceField)
        revision.choices = [("", _NOW_OR_LAST), *_texts_read(self.page_chosen)]
        for name, label in {
            "role": "Their role",
            "organisation": "Their organisation (optional)",
            "email": "Their email (optional)",
        }.items():
            self.fields[name].label = label
        role = self.fields["role"]
        assert isinstance(role, forms.ModelChoiceField)
        role.empty_label = "— Select their role —"
        role.error_messages["required"] = "Select their role"
        self.fields["summary"].help_text = (
            "The main thing they said, in a sentence and as near to their words as you can. "
            "Do not name children or families."
        )
        self.fields["email"].help_text = "Only if they agreed to be contacted about this."
        self.fields["email"].widget.attrs["autocomplete"] = "off"

    def _page_chosen(self) -> Page | None:
        """Nothing yet, or nothing that makes sense: then there are no texts to choose from."""
        chosen = self["page"].value()
        try:
            found: Page | None = self.fields["page"].clean(chosen) if chosen else None
        except forms.ValidationError:
            return None
        return found

    def clean_given_on(self) -> date:
        given_on: date = self.cleaned_data["given_on"]
        if given_on > timezone.localdate():
            raise forms.ValidationError("The day it was given can’t be in the future")
        return given_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("email") and not cleaned.get("may_contact"):
            self.add_error(
                "may_contact", "Tick that they agreed to be contacted, or leave the email empty"
            )
        elif cleaned.get("may_contact") and "email" in cleaned and not cleaned["email"]:
            self.add_error("email", "Enter the address they gave, or untick that they agreed")
        if {"page", "revision"} <= cleaned.keys():
            try:
                self.revision_read = revision_read(cleaned["page"], cleaned["revision"])
            except NeverRead as error:
                self.add_error("revision", str(error))
        return cleaned

    @property
    def from_where(self) -> Source:
        return Source(self.cleaned_data["source"])


def _ever_published() -> Any:
    """Closed and withdrawn pages too: late answers are the reason for this form."""
    seen = PageRevision.objects.filter(page=OuterRef("pk"), published_at__isnull=False)
    return Page.objects.in_reading_order().with_shown_title().filter(Exists(seen))


def _texts_read(page: Page | None) -> list[tuple[int, str]]:
    """Newest first. A revision's number says nothing to anybody; its title and its date do."""
    if page is None:
        return []
    seen = page.revisions.filter(published_at__isnull=False).order_by("-number")
    return [
        (number, f"Published {date_format(localtime(at), 'j F Y, H:i')}: “{title}” ({number})")
        for number, at, title in seen.values_list("number", "published_at", "title")
    ]
