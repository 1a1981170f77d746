"""Organisations and their other names. One that ends gets a last day and successors."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from feedback.models import Organisation, OrganisationAlias
from feedback.names import name_key
from feedback.vocabulary import keep_alias, keep_organisation


class AliasForm(forms.ModelForm):  # type: ignore[type-arg]
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
class OrganisationAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("name", "authority_type", "region", "dfe_code", "ons_code", "valid_to")
    list_filter = ("authority_type", "region")
    search_fields = ("name", "aliases__name", "=dfe_code", "=ons_code")
    search_help_text = "A name, another name, or a DfE or ONS code."
    inlines = (AliasInline,)
    actions = None
    list_per_page = 50

    def get_readonly_fields(
        self, request: HttpRequest, obj: Organisation | None = None
    ) -> tuple[str, ...]:
        return ("slug",) if obj else ()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        keep_organisation(organisation=obj)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        aliases = formset.save(commit=False)
        for gone in formset.deleted_objects:
            gone.delete()
        for alias in aliases:
            keep_alias(alias=alias)

    def has_delete_permission(self, request: HttpRequest, obj: Organisation | None = None) -> bool:
        return False
