"""The export log, to be read and never changed."""

from django.contrib import admin
from django.http import HttpRequest

from feedback.models import ExportLog


@admin.register(ExportLog)
class ExportLogAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("started_at", "started_by", "profile", "file_format", "filters", "row_count")
    list_filter = ("profile", "file_format", "started_at")
    list_select_related = ("started_by",)
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: ExportLog | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ExportLog | None = None) -> bool:
        return False
