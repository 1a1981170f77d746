"""Move a page: the screen for it, and the one place every move is sent to."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from pages.admin.move_form import FIRST, MoveForm, PlaceForm, WhereForm
from pages.admin.rights import require
from pages.admin.undoing import before_in_section, offer_undo, place_seen, place_to_put_back
from pages.models import Page
from pages.moving import changes_of_address, lock_tree, move_page

if TYPE_CHECKING:
    from pages.admin.page import PageAdmin

# What somebody chose on the screen, and more of each than any of them can be.
_CHOSEN, _LONGEST = ("parent", "slug", "after"), 200


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, model_admin: "PageAdmin", object_id: int) -> HttpResponse:
    require(model_admin.has_change_permission(request))
    page = get_object_or_404(Page.objects.select_related("parent"), pk=object_id)
    if request.method != "POST":
        return _ask(request, model_admin, page)
    try:
        _move(request, page)
    except ValidationError as error:
        return _say_why_not(request, page, " ".join(error.messages))
    return HttpResponseRedirect(reverse("admin:pages_page_changelist"))


@transaction.atomic
def _move(request: HttpRequest, page: Page) -> None:
    lock_tree()
    page = Page.objects.select_related("parent").get(pk=page.pk)
    form = MoveForm(request.POST)
    if not form.is_valid():
        raise ValidationError([error for errors in form.errors.values() for error in errors])
    if form.place_seen != place_seen(page):
        raise ValidationError(
            f"Somebody has moved “{page.title}” since you opened this: it is at "
            f"{page.get_absolute_url()} now. Look where it stands, and then move it if you like."
        )
    assert request.user.is_authenticated  # who may change pages is signed in
    place = place_to_put_back(page)
    moved = move_page(page=page, by=request.user, **form.destination(page))
    if "undo" in request.POST:
        messages.success(request, f"Put “{moved.title}” back to {moved.get_absolute_url()}.")
    else:
        messages.success(request, _said(page, moved))
        offer_undo(request, place, seen=place_seen(moved))


def _said(before: Page, moved: Page) -> str:
    if before.path == moved.path:
        return f"Moved “{moved.title}” to another place in its section."
    return format_html(
        "Moved “{}” from {} to {}.",
        moved.title,
        before.get_absolute_url(),
        moved.get_absolute_url(),
    )


def _say_why_not(request: HttpRequest, page: Page, why: str) -> HttpResponse:
    """To script, for beside the page; else on the screen the move was asked for on."""
    if request.headers.get("X-Requested-With") == "fetch":
        return JsonResponse({"why": why}, status=409)
    if "where" not in request.POST:
        messages.error(request, f"Not moved. {why}")
        return HttpResponseRedirect(reverse("admin:pages_page_changelist"))
    if _follow(WhereForm(request.POST, page=page), page):  # else the screen says why itself
        messages.error(request, f"Not moved. {why}")
    chosen = urlencode({name: request.POST.get(name, "")[:_LONGEST] for name in _CHOSEN})
    return HttpResponseRedirect(f"{reverse('admin:pages_page_move', args=[page.pk])}?{chosen}")


def _ask(request: HttpRequest, model_admin: "PageAdmin", page: Page) -> HttpResponse:
    where = WhereForm(
        request.GET if "slug" in request.GET else None,
        page=page,
        initial={"parent": page.parent_id, "slug": page.slug},
    )
    context: dict[str, Any] = model_admin.admin_site.each_context(request) | {
        "title": f"Move “{page.title}”",
        "page": page,
        "where": where,
        "has_errors": where.is_bound and not _follow(where, page),
    }
    if where.is_bound and not context["has_errors"]:
        chosen = where.cleaned_data
        after = request.GET.get("after", "")
        context |= _what_follows(chosen["parent"], chosen["slug"], page, after=after)
    return TemplateResponse(request, "admin/pages/page/move.html", context)


def _follow(where: WhereForm, page: Page) -> bool:
    """Whether the page can go there; the form says why not."""
    if not where.is_valid():
        return False
    try:
        changes_of_address(page=page, **where.cleaned_data)
    except ValidationError as error:
        where.add_error("slug", error)
    return where.is_valid()


def _what_follows(parent: Page | None, slug: str, page: Page, *, after: str) -> dict[str, Any]:
    changes = changes_of_address(page=page, parent=parent, slug=slug)
    stays = parent == page.parent
    before = before_in_section(page) if stays else None
    place = PlaceForm(page=page, parent=parent, initial={"seen": place_seen(page)})
    choices = [value for value, _ in place.fields["after"].choices]  # type: ignore[attr-defined]
    here = str(before.pk) if before else FIRST
    usual = here if stays else choices[-1]
    place.initial["after"] = after if after in choices else usual
    return {
        "place": place,
        "parent": parent,
        "slug": slug,
        "changes": changes,
        "leading_on": sum(change.was_published for change in changes),
        "is_hidden_there": bool(parent and page.is_published and not parent.is_published),
    }
