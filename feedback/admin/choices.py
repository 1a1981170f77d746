"""The wordings the form offers: label, order and whether offered; retired, never reworded."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest

from feedback.models import Role, Sector, Sentiment
from feedback.vocabulary import add_choice, is_used

_HOW_TO_REPLACE = (
    "People have chosen it, so it stays as they read it. To change the words, add another and "
    "say there that it replaces this one."
)


class ChoiceAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display: tuple[Any, ...] = ("label", "slug", "position", "is_active")
    list_filter: ClassVar[tuple[str, ...]] = ("is_active",)
    ordering = ("position", "pk")
    actions = None

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        if obj is None:
            return ()
        return ("slug", "replaces", "label") if is_used(obj) else ("slug", "replaces")

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        if obj is not None and is_used(obj):
            kwargs["help_texts"] = {"label": _HOW_TO_REPLACE}
        form = super().get_form(request, obj, change, **kwargs)
        replaces: Any = form.base_fields.get("replaces")
        if replaces is not None:
            replaces.queryset = replaces.queryset.filter(replaced_by=None)
        return form

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
        else:
            add_choice(choice=obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A wording nobody has chosen may go; the others are retired."""
        return obj is not None and not is_used(obj) and super().has_delete_permission(request, obj)


@admin.register(Role)
class RoleAdmin(ChoiceAdmin):
    list_display = ("label", "slug", "sector", "position", "is_active")
    list_filter = ("is_active", "sector")
    list_select_related = ("sector",)


@admin.register(Sentiment)
class SentimentAdmin(ChoiceAdmin):
    list_display = ("label", "slug", "tone", "position", "is_active")


@admin.register(Sector)
class SectorAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("label", "slug", "position")
    readonly_fields = ("slug",)
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Sector | None = None) -> bool:
        return False
