"""Organisations and their other names. One that ends gets a last day and successors."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from feedback.admin.related import WithoutIcons
from feedback.models import Organisation, OrganisationAlias
from feedback.names import name_key
from feedback.vocabulary import check_name_is_free, is_used, keep_alias, keep_organisation
from pages.admin.rights import NeverDeleted
from pages.admin.told_of_changes import ToldOfChanges

_HOW_TO_RENAME = (
    "Feedback names it, so it stays as exports have it. For a new name, end it and add its "
    "successor. What people type can be added below as another name."
)


class OrganisationForm(ToldOfChanges):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if former_codes := self.fields.get("former_ons_codes"):
            # Django's own says which code it is and leaves out what is wrong with it.
            former_codes.error_messages["item_invalid"] = (
                "Code %(nth)s: enter a capital letter and eight digits, such as E08000035."
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if {"valid_from", "valid_to"} <= cleaned.keys() and "name" not in self.errors:
            asked = Organisation(
                pk=self.instance.pk,
                name=cleaned.get("name", self.instance.name),
                valid_from=cleaned["valid_from"],
                valid_to=cleaned["valid_to"],
            )
            try:
                check_name_is_free(organisation=asked)
            except forms.ValidationError as error:
                self.add_error("name" if "name" in self.fields else None, error)
        return cleaned


class AliasForm(ToldOfChanges):
    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not name_key(name):
            raise forms.ValidationError("Enter a name with letters or numbers in it")
        return name


class AliasFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    def clean(self) -> None:
        """Two spellings that matching takes for one would be two rows with one key."""
        super().clean()
        seen: set[str] = set()
        for form in self.forms:
            if form in self.deleted_forms or not form.cleaned_data.get("name"):
                continue
            key = name_key(form.cleaned_data["name"])
            if key in seen:
                form.add_error("name", "This is already another name of this organisation")
            seen.add(key)


class AliasInline(admin.StackedInline):  # type: ignore[type-arg]
    model = OrganisationAlias
    form = AliasForm
    formset = AliasFormSet
    extra = 1
    verbose_name = "other name"
    verbose_name_plural = "other names people type"


@admin.register(Organisation)
class OrganisationAdmin(WithoutIcons, NeverDeleted, admin.ModelAdmin):  # type: ignore[type-arg]
    form = OrganisationForm
    list_display = ("name", "authority_type", "region", "dfe_code", "ons_code", "valid_to")
    list_filter = ("authority_type", "region")
    search_fields = ("name", "aliases__name", "=dfe_code", "=ons_code")
    search_help_text = "A name, another name, or a DfE or ONS code."
    filter_horizontal = ("successors",)
    inlines = (AliasInline,)
    actions = None
    list_per_page = 50

    def get_readonly_fields(
        self, request: HttpRequest, obj: Organisation | None = None
    ) -> tuple[str, ...]:
        if obj is None:
            return ()
        return ("slug", "name") if is_used(obj) else ("slug",)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        if obj is not None and is_used(obj):
            kwargs["help_texts"] = {"name": _HOW_TO_RENAME}
        return super().get_form(request, obj, change, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        keep_organisation(organisation=obj)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        aliases = formset.save(commit=False)
        for gone in formset.deleted_objects:
            gone.delete()
        for alias in aliases:
            keep_alias(alias=alias)
