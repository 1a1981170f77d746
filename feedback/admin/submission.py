"""Where feedback's screens hang in the admin, and who may open which."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from feedback.admin import (
    entering,
    submission_bulk,
    submission_detail,
    submission_export,
    submission_list,
)
from feedback.models import Submission
from pages.admin.rights import NeverAdded, NeverDeleted


@admin.register(Submission)
class SubmissionAdmin(NeverAdded, NeverDeleted, admin.ModelAdmin):  # type: ignore[type-arg]
    """Feedback is read and decided on here, entered for others, and never reworded or deleted.

    So none of the stock screens is used: they could do that too.
    """

    def get_urls(self) -> list[URLPattern]:
        screens = [
            ("", submission_list.show, "changelist"),
            ("change-status/", submission_bulk.change_status_screen, "bulk"),
            ("enter/", entering.enter, "enter"),
            ("export/", submission_export.export_screen, "export"),
            ("<int:object_id>/change/", submission_detail.decide, "change"),
        ]
        return [
            path(
                address,
                self.admin_site.admin_view(self._screen(view)),
                name=f"feedback_submission_{name}",
            )
            for address, view, name in screens
        ]

    def _screen(self, view: Any) -> Any:
        def screen(request: HttpRequest, **arguments: Any) -> HttpResponse:
            request.current_app = self.admin_site.name
            response: HttpResponse = view(request, self, **arguments)
            return response

        return screen
