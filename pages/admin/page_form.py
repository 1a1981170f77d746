"""The form an editor writes a page in: its words, and where it stands."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime

from pages.models import Page, PageRevision
from pages.moving import address_for
from pages.publishing import check_words
from pages.rendering import RenderingRefused

_WORDS = {"title": "the title", "summary": "the summary", "body": "the text"}
_PLACE = {
    "slug": "the address",
    "parent": "the section",
    "position": "the position",
    "shown_in": "where it is shown",
    "feedback": "whether feedback is open",
}


def _field_of_revision(name: str, **options: Any) -> forms.CharField:
    field: Any = PageRevision._meta.get_field(name)  # noqa: SLF001 - Django's public API
    return forms.CharField(
        max_length=field.max_length, help_text=field.help_text, required=not field.blank, **options
    )


class PageForm(forms.ModelForm):  # type: ignore[type-arg]
    title = _field_of_revision("title", widget=forms.TextInput(attrs={"class": "vTextField"}))
    summary = _field_of_revision(
        "summary", widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": 2})
    )
    body = _field_of_revision(
        "body",
        label="Text",
        strip=False,
        widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": 30}),
    )
    change_note = _field_of_revision(
        "change_note", widget=forms.TextInput(attrs={"class": "vTextField"})
    )
    # What the editor had before them, so that nobody's later change is put back unseen.
    edited_from = forms.IntegerField(required=False, widget=forms.HiddenInput)
    placed_as = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Page
        fields = ("slug", "parent", "position", "shown_in", "feedback")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.newest = self.instance.latest_revision() if self.instance.pk else None
        if self.newest:
            self.initial["edited_from"] = self.newest.number
            for name in _WORDS:
                self.initial[name] = getattr(self.newest, name)
        else:
            self._prepare_position()
        if "parent" in self.fields:
            self._prepare_sections(self.fields["parent"])
        if self.instance.pk:
            self.initial["placed_as"] = self._place()

    def _prepare_position(self) -> None:
        position = self.fields["position"]
        position.required = False
        position.help_text = "Leave empty to put the page last in its section."
        self.initial["position"] = None

    def _prepare_sections(self, field: Any) -> None:
        """As a tree, without the page itself and without a query each."""
        field.queryset = Page.objects.in_reading_order().with_shown_title()
        if self.instance.pk:
            below = Q(path__startswith=f"{self.instance.path}/") | Q(pk=self.instance.pk)
            field.queryset = field.queryset.exclude(below)
        field.label_from_instance = lambda page: "\u2003" * page.tree_depth + page.shown_title
        for offer in ("can_add_related", "can_change_related", "can_view_related"):
            setattr(field.widget, offer, False)

    @property
    def has_new_words(self) -> bool:
        return self.newest is None or any(
            self.cleaned_data[name] != getattr(self.newest, name) for name in _WORDS
        )

    def clean_body(self) -> str:
        # Browsers send CRLF; a page that nobody changed must not become a new revision.
        body = str(self.cleaned_data["body"]).replace("\r\n", "\n").replace("\r", "\n")
        try:
            check_words(body)
        except RenderingRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
        return body

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk:
            # The admin saves in the transaction this lock is held in.
            Page.objects.select_for_update(no_key=True).get(pk=self.instance.pk)
            self._refuse_to_overwrite()
        if {"slug", "parent"} <= cleaned.keys():
            self._check_address(cleaned["slug"], cleaned["parent"])
        return cleaned

    def _check_address(self, slug: str, parent: Page | None) -> None:
        is_home = self.instance.pk and self.instance.is_home
        if not slug and not is_home and Page.objects.filter(path="").exists():
            self.add_error("slug", "Enter the last part of the address.")
            return
        try:
            address_for(slug=slug, parent=parent, page=self.instance if self.instance.pk else None)
        except ValidationError as error:
            self.add_error("slug", error)

    def _refuse_to_overwrite(self) -> None:
        """The words typed stay in the form; saved once more, knowingly, they take the place."""
        changed = self._words_changed_since() + self._place_changed_since()
        if not changed:
            return
        newest = self.newest
        self.data = {
            **dict(self.data.items()),
            self.add_prefix("edited_from"): str(newest.number if newest else ""),
            self.add_prefix("placed_as"): self._place(),
        }
        raise ValidationError(
            format_html(
                "{} changed {} while you were editing. Nothing of yours has been saved, and it is "
                "all still below. {}Save again to put yours in place of theirs.",
                _who(newest),
                " and ".join(changed),
                _where_to_read(newest),
            ),
            code="conflict",
        )

    def _words_changed_since(self) -> list[str]:
        number = self.cleaned_data.get("edited_from")
        if self.newest is None or self.newest.number == number:
            return []
        before = self.instance.revisions.filter(number=number).first()
        return [
            name
            for field, name in _WORDS.items()
            if before is None or getattr(before, field) != getattr(self.newest, field)
        ] or ["the page"]

    def _place_changed_since(self) -> list[str]:
        seen = str(self.cleaned_data.get("placed_as", "")).split("|")
        now = self._place().split("|")
        if len(seen) != len(now):
            return []
        return [
            name for name, old, new in zip(_PLACE.values(), seen, now, strict=True) if old != new
        ]

    def _place(self) -> str:
        """As the database has it now, whatever the form has made of the instance."""
        row = Page.objects.filter(pk=self.instance.pk).values_list(*_PLACE).get()
        return "|".join("" if value is None else str(value) for value in row)


def _who(newest: PageRevision | None) -> str:
    if newest is None or newest.created_by is None:
        return "Someone"
    return newest.created_by.get_full_name() or newest.created_by.get_username()


def _where_to_read(newest: PageRevision | None) -> str:
    if newest is None:
        return ""
    return format_html(
        '<a href="{}">Read revision {}</a>, saved on {}{}. ',
        reverse("admin:pages_pagerevision_change", args=[newest.pk]),
        newest.number,
        date_format(localtime(newest.created_at), "j F Y, H:i"),
        f": “{newest.change_note}”" if newest.change_note else "",
    )
