"""Enter feedback on somebody's behalf, one piece after another."""

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from feedback.admin.addresses import kept_filters, list_address, piece_address
from feedback.admin.entering_form import KEPT, EnteringForm
from feedback.admin.rights import may_enter, may_view, require
from feedback.entering import enter_feedback

if TYPE_CHECKING:
    from feedback.admin.submission import SubmissionAdmin

_LONGEST_KEY = 64


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, model_admin: "SubmissionAdmin") -> HttpResponse:
    require(may_view(request) and may_enter(request))
    if request.method != "POST":
        initial = {name: request.GET[name] for name in KEPT if request.GET.get(name)}
        return _show(request, model_admin, EnteringForm(initial=initial))
    if "_texts" in request.POST:
        return _show(request, model_admin, EnteringForm(initial=request.POST.dict()))
    form = EnteringForm(request.POST)
    if not form.is_valid():
        return _show(request, model_admin, form, status=422)
    assert isinstance(request.user, User)  # whoever may enter has signed in
    entered = enter_feedback(
        page=form.cleaned_data["page"],
        revision=form.revision_read,
        words=form.words,
        source=form.from_where,
        given_on=form.cleaned_data["given_on"],
        by=request.user,
        key=form.cleaned_data["key"][:_LONGEST_KEY],
    )
    piece = piece_address(entered.pk, kept_filters(request))
    messages.success(
        request,
        format_html('Entered as <a href="{}">{}</a>.', piece, entered.reference),
    )
    if "_another" not in request.POST:
        return HttpResponseRedirect(piece)
    again = {name: form.data[name] for name in KEPT if form.data.get(name)}
    return HttpResponseRedirect(f"{_this_screen()}?{urlencode(again)}")


def _this_screen() -> str:
    return reverse("admin:feedback_submission_enter")


def _show(
    request: HttpRequest, model_admin: "SubmissionAdmin", form: EnteringForm, *, status: int = 200
) -> HttpResponse:
    context = model_admin.admin_site.each_context(request) | {
        "title": "Enter feedback",
        "has_errors": bool(form.errors),
        "form": form,
        "this_screen": _this_screen(),
        "this_list": list_address(kept_filters(request)),
    }
    template = "admin/feedback/submission/enter.html"
    return TemplateResponse(request, template, context, status=status)
