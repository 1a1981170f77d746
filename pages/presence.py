"""Who else has a page open in the editor: told as they come, forgotten as they go."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Case, F, QuerySet, Value, When
from django.utils import timezone

from pages.models import OpenEditor, Page

# An open window is heard of every 20 seconds, so three misses in a row mean that it is away.
HERE = timedelta(minutes=1)
# Without JavaScript nobody is heard of again; they may well be writing still.
MAY_BE_HERE = timedelta(hours=1)
KEPT = timedelta(days=1)


def announce(*, page: Page, person: User) -> None:
    """They have the page open now. Back after a while away, they opened it anew."""
    now = timezone.now()
    OpenEditor.objects.filter(seen_at__lt=now - KEPT).delete()
    came_back = When(seen_at__lt=now - MAY_BE_HERE, then=Value(now))
    known = OpenEditor.objects.filter(page=page, person=person)
    if not known.update(opened_at=Case(came_back, default=F("opened_at")), seen_at=now):
        row = OpenEditor(page=page, person=person, opened_at=now, seen_at=now)
        OpenEditor.objects.bulk_create([row], ignore_conflicts=True)  # from two windows at once


def leave(*, page: Page, person: User) -> None:
    OpenEditor.objects.filter(page=page, person=person).delete()


def others_on(page: Page, *, than: User) -> QuerySet[OpenEditor]:
    """Those who have it open or may have, first come first."""
    recent = OpenEditor.objects.filter(page=page, seen_at__gte=timezone.now() - MAY_BE_HERE)
    return recent.exclude(person=than).select_related("person").order_by("opened_at", "pk")


def is_here(editor: OpenEditor, *, now: datetime) -> bool:
    return now - editor.seen_at <= HERE
