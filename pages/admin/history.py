"""A page's history: every revision and what was done; compare any two, restore one."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern

from pages.admin.differences import differences, words_of
from pages.admin.page_screens import CHANGE, READ, Screen, back_to, screens_of
from pages.admin.revision import CACHES
from pages.lifecycle.publishing import EditConflict, save_draft
from pages.models import Page, PageRevision
from pages.rendering import RenderingRefused

if TYPE_CHECKING:
    from pages.admin.page import PageAdmin

_A_PAGE = 50
_LONGEST_NUMBER = 9  # digits


@dataclass(frozen=True, slots=True)
class Event:
    """Something done with the page, beside the saving of words."""

    at: datetime
    by: User
    words: str


def history_screens(model_admin: "PageAdmin") -> list[URLPattern]:
    screens = [
        ("history", _history, READ),
        ("compare", _compare, READ),
        ("restore", _restore, CHANGE),
    ]
    return screens_of(model_admin, screens)


def _history(screen: Screen, page: Page) -> HttpResponse:
    asked = screen.request.GET
    revisions = page.revisions.select_related("created_by").defer(*CACHES, "body")
    shown = Paginator(revisions.order_by("-number"), _A_PAGE).get_page(asked.get("page"))
    newest = page.latest_revision()
    chosen = _chosen(page, asked.get("before", ""), asked.get("after", ""), newest)
    on_page = {revision.number for revision in shown}
    return screen.show(
        "timeline",
        page,
        title="History",
        shown=shown,
        rows=_with_events(page, list(shown), is_first=shown.number == 1),
        newest=newest,
        before=chosen[0],
        after=chosen[1],
        elsewhere=revisions.filter(number__in=set(chosen) - on_page),
    )


def _chosen(page: Page, before: str, after: str, newest: PageRevision | None) -> tuple[int, int]:
    """What somebody chose; else the newest words with the live ones, or with those before."""
    live = page.published_revision
    last = newest.number if newest else 0
    is_ahead = live is not None and live.number < last
    usual = live.number if live and is_ahead else max(last - 1, 0)
    return _number(before, usual), _number(after, last)


def _number(typed: str, usual: int) -> int:
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= _LONGEST_NUMBER
    return int(typed) if is_number else usual


def _with_events(
    page: Page, revisions: list[PageRevision], *, is_first: bool
) -> list[PageRevision | Event]:
    """What happened between the revisions on this page of the list, newest first."""
    events = _events(page)
    if revisions:
        is_last = revisions[-1].number == 1
        if not is_first:
            events = events.filter(action_time__lt=revisions[0].created_at)
        if not is_last:
            events = events.filter(action_time__gte=revisions[-1].created_at)
    rows: list[PageRevision | Event] = [
        *revisions,
        *(Event(one.action_time, one.user, one.change_message) for one in events),
    ]
    return sorted(rows, key=_moment_of, reverse=True)


def _events(page: Page) -> QuerySet[LogEntry]:
    """The admin's own entries say in JSON which form was saved; ours are sentences."""
    kind = ContentType.objects.get_for_model(Page)
    rows = LogEntry.objects.filter(content_type=kind, object_id=str(page.pk))
    return (
        rows.exclude(change_message__startswith="[")
        .exclude(change_message="")
        .select_related("user")
    )


def _moment_of(row: PageRevision | Event) -> datetime:
    return row.at if isinstance(row, Event) else row.created_at


def _compare(screen: Screen, page: Page) -> HttpResponse:
    asked = screen.request.GET
    numbers = sorted({_number(asked.get(name, ""), 0) for name in ("before", "after")})
    found = {one.number: one for one in page.revisions.filter(number__in=numbers)}
    if len(found) != 2:
        messages.warning(screen.request, "Choose two different revisions to compare.")
        return back_to(page, "history")
    before, after = (found[number] for number in numbers)
    return screen.show(
        "compare",
        page,
        title=f"Revision {before.number} and revision {after.number}",
        before=before,
        after=after,
        found=differences(words_of(before), words_of(after)),
        newest=page.latest_revision(),
    )


def _restore(screen: Screen, page: Page) -> HttpResponse:
    request = screen.request
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    assert isinstance(request.user, User)  # whoever may change pages has signed in
    number = _number(request.POST.get("revision", ""), 0)
    old = page.revisions.filter(number=number).first()
    if old is None:
        messages.warning(request, "Choose the revision to restore.")
        return back_to(page, "history")
    newest = page.latest_revision()
    if newest is not None and words_of(newest) == words_of(old):
        messages.info(request, f"The newest words are those of revision {number} already.")
        return back_to(page, "history")
    try:
        made = save_draft(
            page=page,
            by=request.user,
            change_note=f"Restored revision {number}",
            edited_from=_number(request.POST.get("newest", ""), 0),
            **words_of(old),
        )
    except EditConflict as conflict:
        messages.warning(
            request,
            f"Nothing was restored: somebody saved revision {conflict.newer.number} since you "
            "opened this screen. Look at it, then restore again if it is still right.",
        )
        return back_to(page, "history")
    except RenderingRefused as refusal:
        messages.error(request, f"Revision {number} can’t be restored. {refusal}")
        return back_to(page, "history")
    messages.success(
        request,
        f"Saved revision {made.number} as a draft, with the words of revision {number}. Nobody "
        "else sees it until you publish it.",
    )
    return back_to(page)
