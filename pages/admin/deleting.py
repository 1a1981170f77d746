"""Delete a page, asked twice; or read why it is kept."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from pages.admin.rights import require
from pages.deleting import delete_page, reasons_to_keep
from pages.models import Page

if TYPE_CHECKING:
    from pages.admin.page import PageAdmin


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, model_admin: "PageAdmin", object_id: str) -> HttpResponse:
    require(model_admin.has_delete_permission(request))
    page: Page | None = model_admin.get_object(request, unquote(object_id))
    if page is None:
        raise Http404("No such page.")
    reasons = reasons_to_keep(page)
    status = 200
    if request.method == "POST":
        assert request.user.is_authenticated  # who may delete pages is signed in
        title = page.title
        try:
            delete_page(page=page, by=request.user)
        except ValidationError as error:
            reasons, status = error.messages, 409
        else:
            messages.success(request, f"Deleted “{title}” and its drafts.")
            return HttpResponseRedirect(reverse("admin:pages_page_changelist"))
    context = model_admin.admin_site.each_context(request) | {
        "title": f"Delete “{page.title}”",
        "page": page,
        "reasons": reasons,
        "drafts": page.revisions.count(),
    }
    return TemplateResponse(request, "admin/pages/page/delete.html", context, status=status)
