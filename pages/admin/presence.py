"""The heartbeat of an open editor, answered with who else is there and what they saved."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from pages.models import Page, PageRevision
from pages.presence import announce, is_here, leave, others_on


class Heartbeat(forms.Form):
    edited_from = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)
    leaving = forms.BooleanField(required=False)


@never_cache
@require_POST
def presence(request: HttpRequest, object_id: int) -> HttpResponse:
    page = get_object_or_404(Page, pk=object_id)
    person = request.user
    if not person.is_authenticated or not person.has_perm("pages.change_page"):
        raise PermissionDenied
    form = Heartbeat(request.POST)
    if not form.is_valid():
        return HttpResponse("The number of the revision makes no sense.", status=400)
    if form.cleaned_data["leaving"]:
        leave(page=page, person=person)
        return HttpResponse(status=204)
    announce(page=page, person=person)
    told = who_else(request, page) | {
        "newer": _newer(page, than=form.cleaned_data["edited_from"]),
        "edited_from": form.cleaned_data["edited_from"],
        "reader": person,
    }
    return render(request, "admin/pages/page/presence.html", told)


def who_else(request: HttpRequest, page: Page) -> dict[str, Any]:
    assert request.user.is_authenticated  # the admin lets nobody else in
    now = timezone.now()
    others = list(others_on(page, than=request.user))
    return {
        "others_here": [one for one in others if is_here(one, now=now)],
        "others_away": [one for one in others if not is_here(one, now=now)],
    }


def _newer(page: Page, *, than: int | None) -> PageRevision | None:
    rows = page.revisions.filter(number__gt=than or 0).order_by("-number")
    return (
        rows.select_related("created_by").only("page", "number", "created_at", "created_by").first()
    )
