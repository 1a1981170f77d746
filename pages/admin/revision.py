"""Every version of every page, to read."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from pages.admin.reading import as_reading_copy
from pages.admin.rights import ReadOnly
from pages.models import PageRevision
from pages.people import name_of

CACHES = ("html", "text", "headings", "search", "missing_figures")


@admin.register(PageRevision)
class PageRevisionAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = (
        "page_title",
        "number",
        "created_at",
        "saved_by",
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
        "as_shown",
        "body",
        "change_note",
        "origin",
        ("created_at", "saved_by"),
        ("published_at", "first_published_by"),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[PageRevision]:
        return super().get_queryset(request).defer(*CACHES)

    @admin.display(description="Text as readers see it")
    def as_shown(self, revision: PageRevision) -> str:
        """The renderer made the HTML safe when it was saved."""
        html = mark_safe(as_reading_copy(revision.html))  # noqa: S308
        return format_html(
            '<div class="app-page-read" role="region" aria-label="Text as readers see it" '
            'tabindex="0"><article>{}</article></div>',
            html,
        )

    @admin.display(description="Saved by")
    def saved_by(self, revision: PageRevision) -> str:
        return name_of(revision.created_by) if revision.created_by else "The site itself"

    @admin.display(description="Published by")
    def first_published_by(self, revision: PageRevision) -> str:
        return name_of(revision.published_by) if revision.published_by else "–"

    @admin.display(description="Page")
    def page_title(self, revision: PageRevision) -> str:
        return revision.title
