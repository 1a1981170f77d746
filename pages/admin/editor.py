"""The screen an editor writes a page on: the frame around its form, and what answers beside it."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator

from pages.admin.page_state import state_of
from pages.admin.presence import presence, who_else
from pages.admin.preview import preview
from pages.admin.session import prolong, session
from pages.advice import Advice
from pages.advice.gathering import advice_for
from pages.lifecycle.words import as_lines
from pages.models import Page
from pages.navigation import site_tree_of
from pages.presence import announce


class EditorScreen(admin.ModelAdmin):  # type: ignore[type-arg]
    @method_decorator(csp_update({"frame-src": [SELF]}))  # the preview
    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        prolong(request)
        return super().changeform_view(request, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("session/", view(session), name="pages_page_session"),
            path("add/preview/", view(preview), name="pages_page_preview_new"),
            path("<int:object_id>/preview/", view(preview), name="pages_page_preview"),
            path("<int:object_id>/presence/", view(presence), name="pages_page_presence"),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["is_nav_sidebar_enabled"] = False  # text and preview want the whole width
        page = context.get("original")
        if page is None:
            context |= {
                "title": "New page",
                "is_writing": self.has_add_permission(request),
                "preview_url": reverse("admin:pages_page_preview_new"),
            }
        elif self.has_change_permission(request, page):
            context |= self._editing(request, page)
        if context.get("is_writing"):
            context["advice"] = _advice(page, context["adminform"].form)
        return super().render_change_form(request, context, *args, **kwargs)

    def _editing(self, request: HttpRequest, page: Page) -> dict[str, Any]:
        assert request.user.is_authenticated  # the admin lets nobody else in
        announce(page=page, person=request.user)
        is_reachable = page.path in site_tree_of(request)
        return {
            "title": page.title,
            "subtitle": None,
            "is_writing": True,
            "preview_url": reverse("admin:pages_page_preview", args=[page.pk]),
            "presence_url": reverse("admin:pages_page_presence", args=[page.pk]),
            "is_reachable": is_reachable,
            "state": state_of(page, page.latest_revision(), is_reachable=is_reachable),
            **who_else(request, page),
        }


def _advice(page: Page | None, form: Any) -> list[Advice] | None:
    """On the words in the form. Nothing to go by yet, or refused for a reason told beside them."""
    body = as_lines(form["body"].value() or "")
    return advice_for(page or Page(), body) if body.strip() and not form["body"].errors else None
