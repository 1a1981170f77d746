"""Take away what is on the list: choose a format and a profile, download exactly those rows."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from feedback.admin.addresses import export_address, list_address
from feedback.admin.filters import FilterForm
from feedback.admin.paginator import MOST_COUNTED, count_up_to, say_count
from feedback.admin.rights import may_export, may_see_contact_details, may_view, require
from feedback.export.download import download
from feedback.export.exporting import (
    CONTENT_TYPES,
    ExportFormat,
    ExportRequest,
    TooManyRows,
    export_feedback,
)
from feedback.export.workbook import MOST_ROWS
from feedback.models.export_log import ExportProfile

if TYPE_CHECKING:
    from feedback.admin.submission import SubmissionAdmin

_FULL = (
    ExportProfile.FULL,
    "Full: with email addresses. Keep the file where only those who need it can open it",
)
_ANONYMOUS = (ExportProfile.ANONYMOUS, "Anonymous: without contact details")


class ExportForm(forms.Form):
    use_required_attribute = False

    file_format = forms.ChoiceField(
        label="Format",
        choices=ExportFormat.choices,
        initial=ExportFormat.CSV,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(["required", "invalid_choice"], "Select a format"),
    )
    profile = forms.ChoiceField(
        label="Profile",
        initial=ExportProfile.ANONYMOUS,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ["required", "invalid_choice"], "Select a profile that is open to you"
        ),
    )

    def __init__(self, *args: Any, offers_full: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        profile = self.fields["profile"]
        assert isinstance(profile, forms.ChoiceField)
        profile.choices = [_ANONYMOUS, _FULL] if offers_full else [_ANONYMOUS]


@require_http_methods(["GET", "HEAD", "POST"])
def export_screen(request: HttpRequest, model_admin: "SubmissionAdmin") -> HttpResponse:
    require(may_view(request) and may_export(request))
    filters = FilterForm(request.GET)
    if filters.errors:
        # Without the filter that makes no sense, the file would hold other pieces.
        for reasons in filters.errors.values():
            messages.error(request, f"Nothing was exported. {' '.join(map(str, reasons))}.")
        return HttpResponseRedirect(list_address(filters))
    offers_full = may_see_contact_details(request)
    if request.method != "POST":
        return _show(request, model_admin, filters, ExportForm(offers_full=offers_full))
    form = ExportForm(request.POST, offers_full=offers_full)
    if form.is_valid():
        try:
            return _download(request, form, filters)
        except TooManyRows as error:
            form.add_error("file_format", str(error))
    return _show(request, model_admin, filters, form, status=422)


def _download(request: HttpRequest, form: ExportForm, filters: FilterForm) -> HttpResponse:
    assert isinstance(request.user, User)  # whoever may export has signed in
    wanted = ExportRequest(
        rows=filters.rows(),
        profile=form.cleaned_data["profile"],
        file_format=ExportFormat(form.cleaned_data["file_format"]),
        filters=filters.for_log,
        by=request.user,
    )
    return download(
        request,
        export_feedback(wanted).pieces,
        file_name=wanted.file_name,
        content_type=CONTENT_TYPES[wanted.file_format],
    )


def _show(
    request: HttpRequest,
    model_admin: "SubmissionAdmin",
    filters: FilterForm,
    form: ExportForm,
    *,
    status: int = 200,
) -> HttpResponse:
    counted = count_up_to(filters.rows(), MOST_COUNTED)
    context = model_admin.admin_site.each_context(request) | {
        "title": "Export feedback",
        "has_errors": bool(form.errors),
        "form": form,
        "filters": filters,
        "count": counted,
        "count_in_words": say_count(counted),
        "most_rows": f"{MOST_ROWS:,}",
        "this_screen": export_address(filters),
        "this_list": list_address(filters),
    }
    template = "admin/feedback/submission/export.html"
    return TemplateResponse(request, template, context, status=status)
