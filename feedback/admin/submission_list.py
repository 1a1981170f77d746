"""The list of feedback: it opens on what awaits triage."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from feedback.admin.addresses import bulk_address, export_address, list_address, piece_address
from feedback.admin.filters import FilterForm
from feedback.admin.paginator import CappedPaginator
from feedback.admin.rights import may_decide, may_enter, may_export, may_view, require
from feedback.admin.submission_bulk import MOST_AT_ONCE

if TYPE_CHECKING:
    from feedback.admin.submission import SubmissionAdmin

PER_PAGE = 50

# What the list shows and no more: details and the search column are long.
_SHOWN = [
    "reference",
    "summary",
    "received_at",
    "source",
    "entered_by__username",
    "entered_by__first_name",
    "entered_by__last_name",
    "organisation_as_typed",
    "triage_status",
    "suspected_spam",
    "suspected_personal_data",
    "version",
    "revision__title",
    "sentiment__label",
    "role__label",
    "organisation__name",
]


@require_safe
def show(request: HttpRequest, model_admin: "SubmissionAdmin") -> HttpResponse:
    require(may_view(request))
    filters = FilterForm(request.GET)
    rows = filters.rows().select_related(
        "revision", "sentiment", "role", "organisation", "entered_by"
    )
    paginator = CappedPaginator(rows.only(*_SHOWN), PER_PAGE)
    page = paginator.get_page(request.GET.get("p"))
    context = model_admin.admin_site.each_context(request) | {
        "title": "Feedback",
        "filters": filters,
        "page": page,
        "rows": [(row, piece_address(row.pk, filters)) for row in page],
        "count": paginator.count,
        "count_in_words": paginator.in_words,
        "pages": paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "this_list": list_address(filters),
        "export_address": export_address(filters) if may_export(request) else "",
        "may_enter": may_enter(request),
        "bulk_address": bulk_address(filters) if may_decide(request) else "",
        "can_change_all": paginator.count <= MOST_AT_ONCE,
        "most_at_once": f"{MOST_AT_ONCE:,}",
    }
    return TemplateResponse(request, "admin/feedback/submission/list.html", context)
