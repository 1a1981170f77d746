"""What staff do with a page as a whole: unpublish, archive, bring back, schedule, undo."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.middleware.csrf import get_token
from django.urls import URLPattern
from django.utils.html import format_html

from pages.admin.page_screens import CHANGE, Screen, address_of, back_to, screens_of
from pages.admin.schedule_form import ScheduleForm, schedule_as_seen
from pages.lifecycle.scheduling import (
    cancel_publication,
    cancel_withdrawal,
    schedule_publication,
    schedule_withdrawal,
)
from pages.lifecycle.standing import Change, lock_page, put_back
from pages.lifecycle.withdrawing import (
    archive,
    bring_back,
    refuse_archiving,
    refuse_withdrawal,
    withdraw,
)
from pages.models import Page, PageStatus
from pages.moments import from_then
from pages.navigation import SitePage, load_site_tree

if TYPE_CHECKING:
    from pages.admin.page import PageAdmin

_CANCELLED = "Cancelled: nothing will happen by itself."


def lifecycle_screens(model_admin: "PageAdmin") -> list[URLPattern]:
    screens = [
        ("unpublish", _unpublish_screen, CHANGE),
        ("archive", _archive_screen, CHANGE),
        ("bring_back", _bring_back_screen, CHANGE),
        ("schedule", _schedule_screen, CHANGE),
        ("undo", _undo, CHANGE),
    ]
    return screens_of(model_admin, screens)


def _unpublish_screen(screen: Screen, page: Page) -> HttpResponse:
    if screen.request.method == "POST":
        done = "Unpublished: readers can’t see this page any more."
        return _do(screen, page, lambda by: withdraw(page=page, by=by), done)
    if why_not := _why_not(page, refuse_withdrawal):
        messages.warning(screen.request, why_not)
        return back_to(page)
    return screen.show("unpublish", page, title="Unpublish", going=_going_with(page))


def _archive_screen(screen: Screen, page: Page) -> HttpResponse:
    if screen.request.method == "POST":
        done = "Archived: the page is out of use, and its address says so."
        return _do(screen, page, lambda by: archive(page=page, by=by), done)
    if why_not := _why_not(page, refuse_archiving):
        messages.warning(screen.request, why_not)
        return back_to(page)
    return screen.show(
        "archive",
        page,
        title="Archive",
        going=_going_with(page),
        was_read=page.revisions.filter(published_at__isnull=False).exists(),
    )


def _bring_back_screen(screen: Screen, page: Page) -> HttpResponse:
    if screen.request.method == "POST":
        done = "Brought back as a draft. Readers can’t see it until it is published."
        return _do(screen, page, lambda by: bring_back(page=page, by=by), done)
    if page.status != PageStatus.ARCHIVED:
        messages.info(screen.request, "This page is not in the archive.")
        return back_to(page)
    return screen.show("bring_back", page, title="Bring back")


@transaction.atomic
def _schedule_screen(screen: Screen, page: Page) -> HttpResponse:
    request = screen.request
    publication, withdrawal = ScheduleForm(prefix="publish"), ScheduleForm(prefix="withdraw")
    if request.method == "POST":
        lock_page(page.pk)
        page.refresh_from_db()
        verb = request.POST.get("do", "")
        form = ScheduleForm(
            request.POST,
            prefix=verb.removeprefix("cancel_"),
            needs_moment=not verb.startswith("cancel_"),
            page=page,
        )
        if form.is_valid() and (change := _schedule(form, page, verb, _by(request))):
            _say(request, page, change, _said_of(change.page, verb))
            return back_to(page)
        if verb == "publish":
            publication = form
        else:
            withdrawal = form
    newest = page.latest_revision()
    return screen.show(
        "schedule",
        page,
        title="Schedule",
        status=422 if request.method == "POST" else 200,
        has_errors=request.method == "POST",
        newest=newest,
        newest_number=str(newest.number) if newest else "",
        seen=schedule_as_seen(page),
        publication=publication,
        withdrawal=withdrawal,
    )


def _schedule(form: ScheduleForm, page: Page, verb: str, by: User) -> Change | None:
    at, newest = form.cleaned_data["at"], page.latest_revision()
    try:
        match verb:
            case "publish" if newest is not None:
                return schedule_publication(revision=newest, at=at, by=by)
            case "withdraw":
                return schedule_withdrawal(page=page, at=at, by=by)
            case "cancel_publish":
                return cancel_publication(page=page, by=by)
            case "cancel_withdraw":
                return cancel_withdrawal(page=page, by=by)
        form.add_error(None, "Choose what to schedule.")
    except ValidationError as error:
        form.add_error("at", error)
    return None


def _said_of(page: Page, verb: str) -> str:
    if verb == "publish" and page.publish_at and page.scheduled_revision:
        number = page.scheduled_revision.number
        return f"Revision {number} will be published {from_then(page.publish_at)}."
    if verb == "withdraw" and page.withdraw_at:
        return f"The page will be unpublished {from_then(page.withdraw_at)}."
    return _CANCELLED


def _undo(screen: Screen, page: Page) -> HttpResponse:
    request = screen.request
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        put_back(page=page, token=request.POST.get("token", ""), by=_by(request))
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        messages.success(request, "Undone: everything is as it was before.")
    return back_to(page)


def _why_not(page: Page, refuse: Callable[[Page], None]) -> str:
    """To look at the screen changes nothing, whatever becomes of the page meanwhile."""
    try:
        refuse(page)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _do(screen: Screen, page: Page, activity: Callable[[User], Change], done: str) -> HttpResponse:
    try:
        change = activity(_by(screen.request))
    except ValidationError as error:
        messages.warning(screen.request, " ".join(error.messages))
    else:
        _say(screen.request, page, change, done)
    return back_to(page)


def _say(request: HttpRequest, page: Page, change: Change, words: str) -> None:
    undo = format_html(
        '<form class="app-undo" method="post" action="{}">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="token" value="{}">'
        '<button type="submit">Undo</button></form>',
        address_of(page, "undo"),
        get_token(request),
        change.undo_token,
    )
    messages.success(request, format_html("{} {}", words, undo))


def _going_with(page: Page) -> list[SitePage]:
    """The pages below that readers would lose with it."""
    return [one for one in load_site_tree().pages if one.path.startswith(f"{page.path}/")]


def _by(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # whoever may change pages has signed in
    return request.user
