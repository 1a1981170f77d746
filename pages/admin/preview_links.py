"""The links by which people without an account read a page's draft: list, make, end."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern
from django.utils import timezone

from pages.admin.page_screens import CHANGE, Screen, back_to, screens_of
from pages.models import Page, PreviewLink
from pages.preview_links import address_of_link, make_preview_link, revoke

if TYPE_CHECKING:
    from pages.admin.page import PageAdmin

_DAYS = [(7, "7 days"), (14, "14 days"), (30, "30 days")]
_LONGEST_KEY = 18  # digits
_SHOWN = 50


class PreviewLinkForm(forms.Form):
    note = forms.CharField(
        label="Who it is for (optional)",
        max_length=200,
        required=False,
        help_text="So that you know which to end. Only staff see it.",
    )
    days = forms.TypedChoiceField(label="How long it works", choices=_DAYS, coerce=int, initial=14)


def preview_link_screens(model_admin: "PageAdmin") -> list[URLPattern]:
    screens = [("preview_links", _list, CHANGE), ("end_preview_link", _end, CHANGE)]
    return screens_of(model_admin, screens)


def _list(screen: Screen, page: Page) -> HttpResponse:
    request = screen.request
    form = PreviewLinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        assert isinstance(request.user, User)  # whoever may change pages has signed in
        until = timezone.now() + timedelta(days=form.cleaned_data["days"])
        make_preview_link(
            page=page, expires_at=until, by=request.user, note=form.cleaned_data["note"]
        )
        messages.success(request, "Made a preview link. It is the first of the list.")
        return back_to(page, "preview_links")
    links = page.preview_links.select_related("created_by", "revoked_by")
    now = timezone.now()
    shown = [
        (link, address_of_link(link) if link.revoked_at is None and link.expires_at > now else "")
        for link in links.order_by("-created_at", "-pk")[:_SHOWN]
    ]
    return screen.show(
        "preview_links",
        page,
        title="Preview links",
        status=422 if form.errors else 200,
        has_errors=bool(form.errors),
        form=form,
        links=shown,
        newest=page.latest_revision(),
    )


def _end(screen: Screen, page: Page) -> HttpResponse:
    request = screen.request
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    assert isinstance(request.user, User)  # whoever may change pages has signed in
    link = _asked_for(page, request.POST.get("link", ""))
    if link is None:
        messages.warning(request, "Choose the link to end.")
    else:
        revoke(link=link, by=request.user)
        messages.success(request, "The link has ended: nobody can read the draft with it any more.")
    return back_to(page, "preview_links")


def _asked_for(page: Page, typed: str) -> PreviewLink | None:
    if not (typed.isascii() and typed.isdigit() and len(typed) <= _LONGEST_KEY):
        return None
    return page.preview_links.filter(pk=int(typed)).first()
