"""How a page stands before readers, now and by schedule; and how to put it back as it stood."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from pages.lifecycle.renewing import renew
from pages.models import Page

# The fields of a page that say what readers see of it, and will.
STANDING = (
    "status",
    "published_revision_id",
    "text_changed_at",
    "publish_at",
    "scheduled_revision_id",
    "scheduled_by_id",
    "withdraw_at",
    "withdraw_set_by_id",
)
_MOMENTS = {"text_changed_at", "publish_at", "withdraw_at"}
_SALT = "pages.lifecycle.standing"
_UNDOABLE_FOR = 60 * 60  # seconds

Standing = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """What an activity made of a page, with all it takes to undo it."""

    page: Page
    before: Standing
    after: Standing

    @property
    def undo_token(self) -> str:
        """Signed, because whoever brings it back could otherwise ask for any standing at all."""
        return signing.dumps([self.page.pk, self.before, self.after], salt=_SALT)


def lock_page(pk: int) -> Page:
    return Page.objects.select_for_update(no_key=True).get(pk=pk)


def standing_of(page: Page) -> Standing:
    return {name: _as_plain(getattr(page, name)) for name in STANDING}


def keep_standing(page: Page, *, before: Standing) -> Change:
    page.save(update_fields=[*STANDING, "updated_at"])
    return Change(page, before, standing_of(page))


@transaction.atomic
def put_back(*, page: Page, token: str, by: User) -> Page:
    """Undo one change, within an hour. Raises ValidationError when it is too late."""
    try:
        pk, before, after = signing.loads(token, salt=_SALT, max_age=_UNDOABLE_FOR)
    except signing.BadSignature as error:
        raise ValidationError("It is too late to undo that. Nothing was changed.") from error
    page = lock_page(page.pk)
    if pk != page.pk or standing_of(page) != after:
        raise ValidationError("The page has changed since, so that was not undone.")
    for name, value in before.items():
        moment = name in _MOMENTS and value is not None
        setattr(page, name, parse_datetime(value) if moment else value)
    live = page.published_revision_id
    if live is not None and live != after["published_revision_id"] and renew([live])[live]:
        page.text_changed_at = timezone.now()  # the facts in it have changed meanwhile
    page.save(update_fields=[*STANDING, "updated_at"])
    note_event(page=page, by=by, words="Undid the change before.")
    return page


def note_event(*, page: Page, by: User | None, words: str, at: datetime | None = None) -> None:
    """For the page's history. What nobody did has its own traces: a revision's origin and dates."""
    if by is not None:
        LogEntry.objects.create(
            user=by,
            content_type=ContentType.objects.get_for_model(Page),
            object_id=str(page.pk),
            object_repr=page.title[:200],
            action_flag=CHANGE,
            change_message=words,
            action_time=at or timezone.now(),
        )


def _as_plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
