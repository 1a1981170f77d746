"""The forms for a new figure and for the words of one that is there."""

from typing import Any
from urllib.parse import unquote

from django import forms
from django.core.exceptions import ValidationError

from pages.admin.told_of_changes import ToldOfChanges
from pages.figures.encoding import EncodedPicture, encode_picture, refuse_too_large
from pages.figures.keeping import check_words, suggest_name
from pages.figures.kinds import PictureRefused
from pages.models import Figure

_ALTERNATIVE_TEXT = (
    "What the picture says, in a sentence or two, for people who cannot see it: what a chart shows "
    "rather than how it looks. Leave out “picture of”. If the text beside it says it all, tick "
    "“Decorative” instead."
)


class FigureWordsForm(ToldOfChanges):
    class Meta:
        model = Figure
        fields = ("alternative_text", "is_decorative", "caption", "credit")
        widgets = {
            "alternative_text": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
            "caption": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            "credit": forms.TextInput(attrs={"class": "vTextField"}),
        }
        help_texts = {"alternative_text": _ALTERNATIVE_TEXT}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if {"alternative_text", "is_decorative"} <= cleaned.keys():
            try:
                check_words(cleaned["alternative_text"], is_decorative=cleaned["is_decorative"])
            except ValidationError as error:
                self.add_error(None, error)
        return cleaned


class NewFigureForm(FigureWordsForm):
    upload = forms.FileField(
        label="File",
        help_text=(
            "A PNG, JPEG, WebP or GIF of at most 10 MB. What a camera notes in it, such as the "
            "place, is taken out."
        ),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"}),
    )
    name = forms.CharField(
        max_length=100,
        required=False,
        validators=Figure._meta.get_field("name").validators[:1],  # noqa: SLF001 - public API
        help_text="What pages call it by, such as “system-map”. Leave empty for the file’s name.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        error_messages={
            "invalid": "Use lower-case letters, numbers and single hyphens, such as “system-map”."
        },
    )

    picture: EncodedPicture | None = None

    class Meta(FigureWordsForm.Meta):
        fields = ("upload", "name", *FigureWordsForm.Meta.fields)  # type: ignore[assignment]

    def clean_upload(self) -> Any:
        upload = self.cleaned_data["upload"]
        try:
            refuse_too_large(upload.size or 0)
            self.picture = encode_picture(upload.read())
        except PictureRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
        return upload

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        upload = cleaned.get("upload")
        if upload and not cleaned.get("name") and "name" not in self.errors:
            cleaned["name"] = suggest_name(unquote(upload.name or ""))
        if self.errors and "upload" not in self.errors and upload:
            # No browser sends a file twice by itself.
            self.add_error("upload", "Choose the file again: it was not the problem.")
        return cleaned
