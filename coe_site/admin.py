"""The staff site: Django's admin under our own name."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse

from coe_site.launch_list import to_complete


class StaffSite(AdminSite):
    site_header = "Imagining a Centre of Excellence: staff"
    site_title = "Staff"
    index_title = "What would you like to do?"
    enable_nav_sidebar = False

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        return super().index(request, {"to_complete": to_complete(request)} | (extra_context or {}))
