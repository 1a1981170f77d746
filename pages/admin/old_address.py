"""The addresses pages had before: to look up, and to let go when another page is to have one."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html

from pages.admin.rights import NeverAdded
from pages.models import OldAddress


@admin.register(OldAddress)
class OldAddressAdmin(NeverAdded, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("address", "leads_to", "created_at")
    fields = list_display
    search_fields = ("path", "page__path")
    search_help_text = "Part of an address, old or present."
    ordering = ("path",)
    list_per_page = 200

    def get_queryset(self, request: HttpRequest) -> QuerySet[OldAddress]:
        return super().get_queryset(request).select_related("page__published_revision")

    def has_change_permission(self, request: HttpRequest, obj: OldAddress | None = None) -> bool:
        return False

    @admin.display(description="Old address", ordering="path")
    def address(self, old: OldAddress) -> str:
        return str(old)

    @admin.display(description="Leads to")
    def leads_to(self, old: OldAddress) -> str:
        url = old.page.get_absolute_url()
        if not old.page.is_published:
            return format_html("{} (not seen by readers now)", url)
        return format_html('<a href="{}">{}</a>', url, url)
