"""The form an editor writes a page in: its words, and where it stands."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from pages.addresses import slug_from
from pages.admin.differences import Conflict, conflict_with
from pages.admin.meanwhile import (
    NOTE,
    WORDS,
    place_changed_since,
    place_of,
    say_what_changed,
    words_changed_since,
)
from pages.admin.terms_form import TermsFields
from pages.feedback_terms.inheriting import FIELDS, terms_inherited
from pages.lifecycle.words import as_lines, check_words
from pages.models import Page, PageRevision, PageStatus
from pages.moving import address_for, lock_tree
from pages.rendering import RenderingRefused

_SLUG = "The last part of the address. Leave empty to have it made from the title."
_HELP = {
    "title": "The heading of the page, and its name in lists and search results.",
    "body": "Written in Markdown. The buttons put its marks in for you.",
}


def _field_of_revision(name: str, **options: Any) -> forms.CharField:
    field: Any = PageRevision._meta.get_field(name)  # noqa: SLF001 - Django's public API
    options = {"help_text": _HELP.get(name, field.help_text)} | options
    return forms.CharField(max_length=field.max_length, required=not field.blank, **options)


def _line() -> forms.TextInput:
    return forms.TextInput(attrs={"class": "vTextField"})


class PageForm(TermsFields, forms.ModelForm):  # type: ignore[type-arg]
    title = _field_of_revision("title", widget=_line())
    menu_title = _field_of_revision("menu_title", label="Menu title (optional)", widget=_line())
    summary = _field_of_revision(
        "summary",
        label="Summary (optional)",
        widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": 3}),
    )
    body = _field_of_revision(
        "body",
        label="Text",
        strip=False,
        widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": 30}),
    )
    change_note = _field_of_revision("change_note", label="Change note (optional)", widget=_line())
    is_notable = forms.BooleanField(
        required=False,
        label="This change is notable",
        help_text="Readers see the change note, with its date, in “What changed”.",
    )
    # What the editor had before them, so that nobody's later change is put back unseen.
    edited_from = forms.IntegerField(required=False, widget=forms.HiddenInput)
    placed_as = forms.CharField(required=False, widget=forms.HiddenInput)

    reader: User | None = None  # whose form it is; the admin says
    conflict: Conflict | None = None  # once refused for it

    class Meta:
        model = Page
        fields = ("slug", "parent", "shown_in", *FIELDS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.newest = self.instance.latest_revision() if self.instance.pk else None
        if self.newest:
            self.initial["edited_from"] = self.newest.number
            # What a draft says of itself goes with it until readers see it.
            is_draft = self.newest.published_at is None
            for name in (*WORDS, *NOTE) if is_draft else WORDS:
                self.initial[name] = getattr(self.newest, name)
        if (
            "parent" in self.fields
        ):  # of a new page: one that is there is moved on a screen of its own
            self._prepare_sections(self.fields["parent"])
            self.fields["slug"].help_text = _SLUG
        if self.instance.pk:
            self.initial["placed_as"] = place_of(self.instance)
            if state := self.fields.get("feedback"):
                above = terms_inherited(self.instance.parent)
                state.help_text = f"As set above: {above.place} says {above.in_words}."

    def _prepare_sections(self, field: Any) -> None:
        """As a tree, and without a query each. A page comes last in its section."""
        field.queryset = Page.objects.in_reading_order().with_shown_title()
        field.label_from_instance = lambda page: "\u2003" * page.tree_depth + page.shown_title
        field.empty_label = "None: at the top of the site"
        for offer in ("add", "change", "view", "delete"):
            setattr(field.widget, f"can_{offer}_related", False)

    @property
    def has_new_words(self) -> bool:
        return self.newest is None or self._differs(WORDS) or self._says_something_new()

    def _differs(self, fields: Iterable[str]) -> bool:
        return any(self.cleaned_data[name] != getattr(self.newest, name) for name in fields)

    def _says_something_new(self) -> bool:
        """A note alone is a revision too: nothing that was typed is lost."""
        is_silent = not any(self.cleaned_data[name] for name in NOTE)
        has_been_read = self.newest is not None and self.newest.published_at is not None
        return self._differs(NOTE) and not (is_silent and has_been_read)

    def clean_body(self) -> str:
        body = as_lines(self.cleaned_data["body"])
        try:
            check_words(body)
        except RenderingRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
        return body

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        # The admin saves in the transaction these locks are held in.
        if self.instance.pk:
            Page.objects.select_for_update(no_key=True).get(pk=self.instance.pk)
            self._refuse_to_overwrite()
        if cleaned.get("is_notable") and cleaned.get("change_note") == "":
            self.add_error("change_note", "Say what changed: readers see it in “What changed”.")
        if "body" in cleaned:
            self._check_can_be_published(cleaned["body"])
        if {"slug", "parent"} <= cleaned.keys():
            lock_tree()
            if not cleaned["slug"]:
                self._suggest_address(cleaned)
            self._check_address(cleaned["slug"], cleaned["parent"])
        return cleaned

    def _suggest_address(self, cleaned: dict[str, Any]) -> None:
        """From the title, as the browser does it; the very first page is home and has none."""
        if cleaned["parent"] or Page.objects.filter(path="").exists():
            cleaned["slug"] = slug_from(cleaned.get("title", ""))
            self.data = dict(self.data.items()) | {self.add_prefix("slug"): cleaned["slug"]}

    def _check_address(self, slug: str, parent: Page | None) -> None:
        if parent is not None:
            parent = Page.objects.get(pk=parent.pk)  # as it is since the tree was locked
        if not slug and Page.objects.filter(path="").exists():
            self.add_error("slug", "Enter the last part of the address.")
            return
        try:
            address_for(slug=slug, parent=parent)
        except ValidationError as error:
            self.add_error("slug", error)

    def _check_can_be_published(self, body: str) -> None:
        if "_publish" in self.data and not body.strip():
            self.add_error("body", "Enter the text before you publish the page.")

    def _refuse_to_overwrite(self) -> None:
        """The words typed stay in the form; saved once more, knowingly, they take the place."""
        number = self.cleaned_data.get("edited_from")
        words = words_changed_since(self.newest, number, self.cleaned_data)
        now = place_of(self.instance)
        # Saving after somebody took the page from readers would bring it back unasked; after
        # somebody published it there is nothing to tell.
        asked = self.cleaned_data | {"status": PageStatus.PUBLISHED}
        place = place_changed_since(self.cleaned_data.get("placed_as", ""), now, asked)
        if not words and not place:
            return
        newest = self.newest
        if newest and words:
            self.conflict = conflict_with(newest, started_from=number, asked=self.cleaned_data)
        self.data = {
            **dict(self.data.items()),
            self.add_prefix("edited_from"): str(newest.number if newest else ""),
            self.add_prefix("placed_as"): now,
        }
        told = say_what_changed(newest=newest, words=words, place=place, reader=self.reader)
        raise ValidationError(told, code="conflict")
