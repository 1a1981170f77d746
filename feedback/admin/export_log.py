"""The export log, to be read and never changed."""

from django.contrib import admin
from django.http import HttpRequest

from feedback.models import ExportLog
from pages.people import name_of


@admin.register(ExportLog)
class ExportLogAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("started_at", "who", "profile", "file_format", "filters", "rows")
    list_filter = ("profile", "file_format", "started_at")
    list_select_related = ("started_by",)
    actions = None

    @admin.display(description="Started by", ordering="started_by")
    def who(self, log: ExportLog) -> str:
        return name_of(log.started_by) if log.started_by else "Command line"

    @admin.display(description="Rows", ordering="row_count")
    def rows(self, log: ExportLog) -> str:
        return "Not finished" if log.row_count is None else f"{log.row_count:,}"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: ExportLog | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ExportLog | None = None) -> bool:
        return False
