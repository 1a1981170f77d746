"""Themes: what staff group feedback under."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from feedback.models import Theme
from pages.admin.told_of_changes import ToldOfChanges


@admin.register(Theme)
class ThemeAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    form = ToldOfChanges
    list_display = ("name", "slug", "is_active")
    list_filter = ("is_active",)
    search_fields = ("name", "description")
    actions = None

    def get_model_perms(self, request: HttpRequest) -> dict[str, Any]:
        """On no list of what can be done: no screen gives a theme to feedback yet."""
        return {}

    def get_readonly_fields(
        self, request: HttpRequest, obj: Theme | None = None
    ) -> tuple[str, ...]:
        return ("slug",) if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Theme | None = None) -> bool:
        """Deleting one in use would take it off the feedback it was given to."""
        is_unused = obj is not None and not obj.submissions.exists()
        return is_unused and super().has_delete_permission(request, obj)
