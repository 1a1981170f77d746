"""What readers searched for and did not find: to read, and to tidy."""

from django.contrib import admin
from django.http import HttpRequest

from pages.admin.rights import NeverAdded
from pages.models import SearchMiss


@admin.register(SearchMiss)
class SearchMissAdmin(NeverAdded, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("words", "times", "first_at", "last_at")
    ordering = ("-times", "-last_at")
    search_fields = ("words",)
    fields = list_display

    def has_change_permission(self, request: HttpRequest, obj: SearchMiss | None = None) -> bool:
        return False
