"""The public feedback form: its fields, wording, rules and layout."""

from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Div, Field, Layout
from django import forms
from django.core.validators import EmailValidator

from feedback.models import Role, Sentiment
from feedback.plain_text import clean_line, clean_paragraphs, visible_length, without_invisible
from feedback.submitting import Words

# What people fill in, by the names and in the order that others rely on.
CONTRACT = ("sentiment", "summary", "details", "role", "organisation", "email")
SUMMARY_MIN, SUMMARY_MAX = 5, 200
DETAILS_MAX = 5000
ORGANISATION_MAX = 200
EMAIL_MAX = 254
_NO_ADDRESS = "Enter an email address in the correct format, like name@example.com"


class TextField(forms.CharField):
    """Text that the browser never cuts short: too long is said, and nothing is lost."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attributes = super().widget_attrs(widget)
        attributes.pop("maxlength", None)
        return attributes


class LineField(TextField):
    """One line of text, cleaned before it is measured."""

    def to_python(self, value: Any) -> str:
        return clean_line(str(value)) if value is not None else ""


class ParagraphsField(TextField):
    """Text of several lines, cleaned before it is measured: a newline is one character."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return clean_paragraphs(str(value)) if value is not None else ""


class EmailField(LineField):
    """An address that a reply can reach: with a domain, and without characters nobody sees."""

    default_validators = [EmailValidator(_NO_ADDRESS, allowlist=[])]

    def to_python(self, value: Any) -> str:
        return without_invisible(super().to_python(value)).strip()

    def validate(self, value: str) -> None:
        super().validate(value)
        if value.endswith("]"):  # an address at a number: valid, and never a person's
            raise forms.ValidationError(_NO_ADDRESS)


def _too_long(what: str, limit: int) -> dict[str, str]:
    return {"max_length": f"{what} must be {limit:,} characters or fewer"}


class FeedbackForm(forms.Form):
    """What a reader sends about one page. Field names and order are the contract."""

    sentiment = forms.ModelChoiceField(
        label="Reflection on our thinking from this page",
        queryset=Sentiment.objects.offered(),
        to_field_name="slug",
        required=False,
        empty_label="— Select (optional) —",
        error_messages={"invalid_choice": "Select a reflection from the list, or none"},
    )
    summary = LineField(
        label="Summary",
        help_text="The main thing you want to tell us, in a sentence. "
        "Do not name children or families.",
        max_length=SUMMARY_MAX,
        error_messages={
            "required": f"Enter a summary of at least {SUMMARY_MIN} characters",
            **_too_long("Summary", SUMMARY_MAX),
        },
    )
    details = ParagraphsField(
        label="Details (optional)",
        help_text="Anything that helps us understand. Do not include anything that could "
        "identify a child or a family.",
        required=False,
        max_length=DETAILS_MAX,
        error_messages=_too_long("Details", DETAILS_MAX),
    )
    role = forms.ModelChoiceField(
        label="Your role",
        queryset=Role.objects.offered(),
        to_field_name="slug",
        empty_label="— Select your role —",
        error_messages={
            "required": "Select your role",
            "invalid_choice": "Select your role from the list",
        },
    )
    organisation = LineField(
        label="Your organisation (optional)",
        required=False,
        max_length=ORGANISATION_MAX,
        error_messages=_too_long("Organisation", ORGANISATION_MAX),
    )
    email = EmailField(
        label="Your email (optional, for follow-up only)",
        help_text="We only use it to ask you about this feedback.",
        required=False,
        max_length=EMAIL_MAX,
        error_messages=_too_long("Email", EMAIL_MAX),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )

    # What the page adds. None of it can make a sending fail.
    revision = LineField(required=False, widget=forms.HiddenInput)
    key = LineField(required=False, widget=forms.HiddenInput)
    shown_on = LineField(required=False, widget=forms.HiddenInput)
    website = LineField(
        label="Leave this field empty",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, action: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_action = action
        self.helper.form_id = "app-feedback-form"
        self.helper.attrs = {"novalidate": ""}
        # A token would set a cookie on every reader and make the page impossible to keep.
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Field.select("sentiment"),
            Field.text("summary"),
            Field.textarea("details", rows=6, max_characters=DETAILS_MAX, threshold=75),
            Field.select("role"),
            Field.text("organisation", autocomplete="organization"),
            Field.text("email"),
            "revision",
            "key",
            "shown_on",
            Div(Field.text("website"), css_class="app-honeypot", aria_hidden="true"),
            Button.primary("submit", "Submit feedback"),
        )

    def clean_summary(self) -> str:
        summary: str = self.cleaned_data["summary"]
        if visible_length(summary) < SUMMARY_MIN:
            raise forms.ValidationError(self.fields["summary"].error_messages["required"])
        return summary

    def contract_fields(self) -> dict[str, forms.Field]:
        """The fields people fill in, in their order, without what the page adds."""
        return {name: self.fields[name] for name in CONTRACT}

    @property
    def words(self) -> Words:
        """The cleaned words of a valid form."""
        return Words(**{name: self.cleaned_data[name] for name in CONTRACT})
