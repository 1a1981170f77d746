"""One piece of feedback on one screen: the words, the page as it was read, and the decision."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from feedback.admin.addresses import kept_filters, list_address, piece_address
from feedback.admin.decision_form import OneDecisionForm
from feedback.admin.filters import FilterForm
from feedback.admin.place_in_list import is_after, place_in_list
from feedback.admin.rights import may_decide, may_see_contact_details, may_view, require
from feedback.models import ContactDetails, Submission
from feedback.triage import AlreadyThatStatus, ChangedMeanwhile, change_status
from pages.admin.reading import as_reading_copy

if TYPE_CHECKING:
    from feedback.admin.submission import SubmissionAdmin


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, model_admin: "SubmissionAdmin", object_id: int) -> HttpResponse:
    require(may_view(request))
    filters = kept_filters(request)
    if request.method != "POST":
        submission = _find(object_id)
        form = OneDecisionForm(initial={"seen_version": submission.version})
        return _show(request, model_admin, submission, filters, form)
    require(may_decide(request))
    form = OneDecisionForm(request.POST)
    submission = _find(object_id)
    if not form.is_valid():
        return _show(request, model_admin, submission, filters, form, status=422)
    assert isinstance(request.user, User)  # whoever may decide has signed in
    try:
        changed = change_status(
            submission_id=object_id,
            to=form.to,
            by=request.user,
            note=form.cleaned_data["note"],
            seen_version=form.cleaned_data["seen_version"],
        )
    except ChangedMeanwhile as conflict:
        again = _with_version(request, conflict.submission.version)
        fresh = _find(object_id)
        return _show(request, model_admin, fresh, filters, again, status=409, conflict=conflict)
    except AlreadyThatStatus as error:
        form.add_error("status", str(error))
        return _show(request, model_admin, submission, filters, form, status=422)
    messages.success(
        request, f"{changed.reference} is now “{changed.get_triage_status_display()}”."
    )
    return HttpResponseRedirect(_where_next(request, changed, filters))


def _find(pk: int) -> Submission:
    rows = Submission.objects.select_related(
        "page__published_revision",
        "revision",
        "sentiment",
        "role__sector",
        "organisation",
        "entered_by",
    )
    try:
        return rows.get(pk=pk)
    except Submission.DoesNotExist:
        raise Http404("No feedback has this number.")


def _with_version(request: HttpRequest, version: int) -> OneDecisionForm:
    """The moderator's own words again; saving them now applies to what has just been shown."""
    data = request.POST.copy()
    data["seen_version"] = str(version)
    return OneDecisionForm(data)


def _where_next(request: HttpRequest, done: Submission, filters: FilterForm) -> str:
    if "_next" not in request.POST:
        return piece_address(done.pk, filters)
    following = _next_awaiting(done, filters)
    if following is not None:
        return piece_address(following, filters)
    messages.info(request, "Nothing else on this list awaits triage.")
    return list_address(filters)


def _next_awaiting(done: Submission, filters: FilterForm) -> int | None:
    """The next in the list's order; after its end, the first that was left standing."""
    rows = filters.rows(awaiting_triage=True).exclude(pk=done.pk)
    ids = rows.values_list("pk", flat=True)
    return ids.filter(is_after(done, filters)).first() or ids.first()


def _show(
    request: HttpRequest,
    model_admin: "SubmissionAdmin",
    submission: Submission,
    filters: FilterForm,
    form: OneDecisionForm,
    *,
    status: int = 200,
    conflict: ChangedMeanwhile | None = None,
) -> HttpResponse:
    form.offer_all_but(submission.triage_status)
    place = place_in_list(submission, filters)
    context: dict[str, Any] = model_admin.admin_site.each_context(request) | {
        "title": f"Feedback {submission.reference}",
        "has_errors": bool(form.errors) or conflict is not None,
        "submission": submission,
        "live": submission.page.published_revision,
        "page_html": as_reading_copy(submission.revision.html),
        "events": submission.triage_events.select_related("created_by"),
        "form": form if may_decide(request) else None,
        "conflict": conflict,
        "this_list": list_address(filters),
        "place": place,
        "previous": piece_address(place.previous, filters) if place.previous else "",
        "following": piece_address(place.following, filters) if place.following else "",
    }
    if may_see_contact_details(request):
        context["may_see_contact_details"] = True
        context["contact"] = ContactDetails.objects.filter(submission=submission).first()
    template = "admin/feedback/submission/decide.html"
    return TemplateResponse(request, template, context, status=status)
