"""The parts of the system map, each screen with the map as it stands."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.safestring import mark_safe

from pages.admin.system_map_form import AspectForm, InfluenceForm
from pages.mapping import (
    parts_of_map,
    remove_aspect,
    remove_influence,
    save_aspect,
    save_influence,
)
from pages.models import Aspect, Influence, SystemMap
from pages.navigation import load_site_tree
from pages.system_map.parts import MOST_ASPECTS
from pages.system_map.reading import fill_in_links
from pages.system_map.telling import tell

_NO_CYCLE = (
    "No arrows lead round in a cycle, so readers step through the influences one by one. "
    "Add the influence that closes the cycle if there is one."
)


class PartAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    change_list_template = "admin/pages/system_map/change_list.html"
    change_form_template = "admin/pages/system_map/change_form.html"
    actions = None
    sortable_by = ()
    list_per_page = 200

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return super().changelist_view(request, {"maps": _maps(1)} | (extra_context or {}))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        shown = {"maps": _maps(1)} | (extra_context or {})
        return super().changeform_view(request, object_id, form_url, shown)

    def _warn(self, request: HttpRequest) -> None:
        if not tell(parts_of_map()).is_cycle:
            self.message_user(request, _NO_CYCLE, messages.WARNING)


@admin.register(Aspect)
class AspectAdmin(PartAdmin):
    form = AspectForm
    fields = (*AspectForm.Meta.fields, "seen")
    prepopulated_fields = {"slug": ("name",)}
    list_display = ("__str__", "description", "position", "page_address")
    list_display_links = ("__str__",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Aspect]:
        return super().get_queryset(request).select_related("page")

    @admin.display(description="Page", empty_value="None")
    def page_address(self, aspect: Aspect) -> str | None:
        return aspect.page.get_absolute_url() if aspect.page else None

    def get_urls(self) -> list[URLPattern]:
        preview = path(
            "map/", self.admin_site.admin_view(self.map_view), name="pages_systemmap_preview"
        )
        return [preview, *super().get_urls()]

    def map_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        parts = parts_of_map()
        story = tell(parts)
        context = self.admin_site.each_context(request) | {
            "title": "System map",
            "opts": self.opts,
            "maps": _maps(2),
            "count": len(parts.aspects),
            "most": MOST_ASPECTS,
            "no_cycle": "" if story.is_cycle else _NO_CYCLE,
            "alone": story.alone,
            "without_page": [one for one in parts.aspects if one.page_pk is None],
        }
        return TemplateResponse(request, "admin/pages/system_map/map.html", context)

    def save_model(self, request: HttpRequest, obj: Aspect, form: Any, change: Any) -> None:
        save_aspect(aspect=obj)
        self._warn(request)

    def delete_model(self, request: HttpRequest, obj: Aspect) -> None:
        remove_aspect(aspect=obj)
        self._warn(request)


@admin.register(Influence)
class InfluenceAdmin(PartAdmin):
    form = InfluenceForm
    fields = (*InfluenceForm.Meta.fields, "seen")
    list_display = ("__str__", "effect", "when_falling", "when_rising")
    list_select_related = ("source", "target")

    def save_model(self, request: HttpRequest, obj: Influence, form: Any, change: Any) -> None:
        save_influence(influence=obj)
        self._warn(request)

    def delete_model(self, request: HttpRequest, obj: Influence) -> None:
        remove_influence(influence=obj)
        self._warn(request)


def _maps(copies: int) -> list[str]:
    """The map as readers see it now, as often as a screen shows it."""
    drawn = SystemMap.objects.values_list("html", flat=True).first()
    if not drawn:
        return []
    tree = load_site_tree()
    return [
        # Our own drawing, with every word in it escaped when it was made.
        mark_safe(fill_in_links(drawn, url_of=tree.url_of, copy=copy))  # noqa: S308
        for copy in range(1, copies + 1)
    ]
