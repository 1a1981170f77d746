"""The wordings the form offers: label, order and whether offered; retired, never reworded."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from feedback.admin.related import WithoutIcons
from feedback.models import Role, Sector, Sentiment
from feedback.vocabulary import add_choice, check_is_offered_still, is_last_offered, is_used
from pages.admin.rights import NeverAdded, NeverDeleted
from pages.admin.told_of_changes import ToldOfChanges

_HOW_TO_REPLACE = (
    "People have chosen it, so it stays as they read it. To change it, add another and say there "
    "that it replaces this one."
)


class ChoiceForm(ToldOfChanges):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            position = self.fields["position"]
            position.required = False
            position.help_text = "Leave empty to put it last, or where the one it replaces is."
            self.initial["position"] = None
        if replaces := self.fields.get("replaces"):
            assert isinstance(replaces, forms.ModelChoiceField)
            assert replaces.queryset is not None
            replaces.queryset = replaces.queryset.filter(replaced_by=None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.instance.is_active = cleaned.get("is_active", True)
        self.instance.replaces = cleaned.get("replaces", self.instance.replaces)
        try:
            check_is_offered_still(choice=self.instance)
        except ValidationError as error:
            self.add_error("is_active", error)
        return cleaned


class ChoiceAdmin(WithoutIcons, admin.ModelAdmin):  # type: ignore[type-arg]
    form = ChoiceForm
    list_display: tuple[Any, ...] = ("label", "slug", "position", "is_active")
    list_filter: ClassVar[tuple[str, ...]] = ("is_active",)
    ordering = ("position", "pk")
    actions = None
    # What people chose by, and what analysis counts it as.
    meaning: tuple[str, ...] = ("label",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        if obj is None:
            return ()
        return ("slug", "replaces", *self.meaning) if is_used(obj) else ("slug", "replaces")

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        if obj is not None and is_used(obj):
            kwargs["help_texts"] = {"label": _HOW_TO_REPLACE}
        return super().get_form(request, obj, change, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
        else:
            add_choice(choice=obj, position=form.cleaned_data["position"])

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A wording nobody has chosen may go; the others are retired."""
        if obj is None or not super().has_delete_permission(request, obj):
            return False
        return not is_used(obj) and not is_last_offered(obj)


@admin.register(Role)
class RoleAdmin(ChoiceAdmin):
    list_display = ("label", "slug", "sector", "position", "is_active")
    list_filter = ("is_active", "sector")
    list_select_related = ("sector",)
    meaning = ("label", "sector")


@admin.register(Sentiment)
class SentimentAdmin(ChoiceAdmin):
    list_display = ("label", "slug", "tone", "position", "is_active")
    meaning = ("label", "tone")


@admin.register(Sector)
class SectorAdmin(NeverAdded, NeverDeleted, admin.ModelAdmin):  # type: ignore[type-arg]
    form = ToldOfChanges
    list_display = ("label", "slug", "position")
    readonly_fields = ("slug",)
    actions = None
