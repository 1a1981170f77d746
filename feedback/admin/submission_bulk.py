"""One decision on many pieces: choose them in the list, look at them here, confirm."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from feedback.admin.addresses import bulk_address, list_address
from feedback.admin.as_seen import as_seen
from feedback.admin.decision_form import ManyDecisionsForm, read_seen
from feedback.admin.filters import FilterForm
from feedback.admin.rights import may_decide, require
from feedback.triage import ManyChanged, change_status_of_many

if TYPE_CHECKING:
    from feedback.admin.submission import SubmissionAdmin

MOST_AT_ONCE = 1_000
_MOST_NAMED = 20


@require_POST
def change_status_screen(request: HttpRequest, model_admin: "SubmissionAdmin") -> HttpResponse:
    require(may_decide(request))
    filters = FilterForm(request.GET)
    if filters.errors:
        # Without the filter that makes no sense, other pieces would be on the list.
        for reasons in filters.errors.values():
            messages.error(request, f"Nothing was changed. {' '.join(map(str, reasons))}.")
        return HttpResponseRedirect(list_address(filters))
    if "confirm" in request.POST:
        form = ManyDecisionsForm(request.POST)
        if form.is_valid():
            return _apply(request, form, filters)
        if "seen" not in form.errors:
            seen = form.cleaned_data["seen"]
            return _show(request, model_admin, filters, seen, form, status=422)
        seen = {}
    else:
        seen = _chosen(request, filters)
    if not seen:
        messages.warning(request, "Nothing is selected. Tick the pieces to change, then try again.")
        return HttpResponseRedirect(list_address(filters))
    if len(seen) > MOST_AT_ONCE:
        messages.warning(
            request,
            f"At most {MOST_AT_ONCE:,} can be changed at once. Narrow the list with the filters.",
        )
        return HttpResponseRedirect(list_address(filters))
    return _show(request, model_admin, filters, seen, ManyDecisionsForm(initial=_as_field(seen)))


def _chosen(request: HttpRequest, filters: FilterForm) -> dict[int, int]:
    """Ids with the versions on screen: the ticked ones, or everything that matches the filters."""
    if "everything" in request.POST:
        return dict(filters.rows().values_list("pk", "version")[: MOST_AT_ONCE + 1])
    return read_seen(request.POST.getlist("chosen"))


def _as_field(seen: dict[int, int]) -> dict[str, str]:
    return {"seen": " ".join(f"{pk}-{version}" for pk, version in seen.items())}


def _apply(request: HttpRequest, form: ManyDecisionsForm, filters: FilterForm) -> HttpResponse:
    assert isinstance(request.user, User)  # whoever may decide has signed in
    outcome = change_status_of_many(
        seen_versions=dict(list(form.cleaned_data["seen"].items())[:MOST_AT_ONCE]),
        to=form.to,
        by=request.user,
        note=form.cleaned_data["note"],
    )
    _tell(request, outcome, form.to.label)
    return HttpResponseRedirect(list_address(filters))


def _tell(request: HttpRequest, outcome: ManyChanged, label: str) -> None:
    if outcome.changed:
        messages.success(request, f"{_pieces(len(outcome.changed))} changed to “{label}”.")
    if outcome.already:
        messages.info(request, f"{_pieces(len(outcome.already))} left alone: already “{label}”.")
    for conflict in outcome.meanwhile[:_MOST_NAMED]:
        messages.warning(request, f"{conflict.submission.reference} left alone. {conflict}")
    if outcome.missing:
        messages.warning(request, f"{_pieces(outcome.missing)} left alone: no longer here.")
    unnamed = len(outcome.meanwhile) - _MOST_NAMED
    if unnamed > 0:
        messages.warning(request, f"{_pieces(unnamed)} more left alone: changed meanwhile.")


def _pieces(count: int) -> str:
    return "1 piece" if count == 1 else f"{count:,} pieces"


def _show(
    request: HttpRequest,
    model_admin: "SubmissionAdmin",
    filters: FilterForm,
    seen: dict[int, int],
    form: ManyDecisionsForm,
    *,
    status: int = 200,
) -> HttpResponse:
    pieces = as_seen(seen)
    if not pieces:
        messages.warning(request, "What you chose is no longer here.")
        return HttpResponseRedirect(list_address(filters))
    context = model_admin.admin_site.each_context(request) | {
        "title": f"Change the status of {_pieces(len(pieces))}",
        "has_errors": bool(form.errors),
        "pieces": pieces,
        "missing": len(seen) - len(pieces),
        "form": form,
        "this_screen": bulk_address(filters),
        "this_list": list_address(filters),
    }
    return TemplateResponse(
        request, "admin/feedback/submission/change_status.html", context, status=status
    )
