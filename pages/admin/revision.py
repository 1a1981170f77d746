"""Every version of every page, to read."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from pages.admin.rights import ReadOnly
from pages.models import PageRevision

CACHES = ("html", "text", "headings", "search", "missing_figures")


@admin.register(PageRevision)
class PageRevisionAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = (
        "page_title",
        "number",
        "created_at",
        "created_by",
        "change_note",
        "published_at",
    )
    list_display_links = ("page_title",)
    list_select_related = ("created_by",)
    ordering = ("-created_at",)
    show_full_result_count = False
    fields = (
        "page",
        "number",
        "title",
        "summary",
        "body",
        "change_note",
        "origin",
        ("created_at", "created_by"),
        ("published_at", "published_by"),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[PageRevision]:
        return super().get_queryset(request).defer(*CACHES)

    @admin.display(description="Page")
    def page_title(self, revision: PageRevision) -> str:
        return revision.title
