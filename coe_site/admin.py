"""The staff site: Django's admin under our own name."""

from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.options import TO_FIELD_VAR
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path

from coe_site.launch_list import to_complete
from coe_site.signed_out import give_back, words_sent


class StaffSite(AdminSite):
    site_header = "Imagining a Centre of Excellence: staff"
    site_title = "Staff"
    index_title = "What would you like to do?"
    enable_nav_sidebar = False

    def get_urls(self) -> list[Any]:
        """Without "view on site", which gives anybody who is staff the address of any draft."""
        # Screens of the apps import this site's decorators, so they can only be asked later.
        from pages.admin.content_report import content_report  # noqa: PLC0415

        report = path("content-checks/", self.admin_view(content_report), name="content_report")
        urls = super().get_urls()
        return [report, *(url for url in urls if getattr(url, "name", "") != "view_on_site")]

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """A session that ended must not cost anybody what they sent: it is given back to them."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.GET.get(TO_FIELD_VAR) == "":
                raise BadRequest("Django looks for a field without a name, and fails.")
            response: HttpResponse = inner(request, *args, **kwargs)
            is_signed_out = request.method == "POST" and not request.user.is_authenticated
            if is_signed_out and response.status_code == 302 and (words := words_sent(request)):
                return give_back(request, words)
            return response

        return answered

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """What readers sent comes first, in its app and among the apps."""
        apps: list[Any] = sorted(
            super().get_app_list(request, app_label),
            key=lambda app: app["app_label"] != "feedback",
        )
        for app in apps:
            app["models"].sort(key=lambda model: model["object_name"] != "Submission")
        return apps

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        # Feedback's screens register with this site, so they can only be asked later.
        from coe_site.awaiting import awaiting_triage  # noqa: PLC0415

        ours = {"awaiting": awaiting_triage(request), "to_complete": to_complete(request)}
        return super().index(request, ours | (extra_context or {}))
