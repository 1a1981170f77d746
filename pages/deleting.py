"""Delete a page that nobody can miss; for every other one, say why it stays."""

from collections import defaultdict

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.deletion import Collector, ProtectedError

from pages.lifecycle.standing import lock_page, note_event
from pages.models import Page
from pages.moving import lock_tree

_ARCHIVE = "Archive it instead: readers no longer see it, and everything is kept."


@transaction.atomic
def delete_page(*, page: Page, by: User) -> None:
    """With all its drafts. Raises ValidationError, with the reasons, if it is to be kept."""
    lock_tree()
    page = lock_page(page.pk)
    if reasons := reasons_to_keep(page):
        raise ValidationError(reasons)
    note_event(page=page, by=by, words="Deleted the page, which readers had never seen.")
    page.delete()


def reasons_to_keep(page: Page) -> list[str]:
    """What else speaks of it is found by its relations: this app need not know of it."""
    reasons = []
    if page.is_home:
        reasons.append("Every other page leads back to the home page.")
    for model, count in _protected_by(page).items():
        reasons.append(_reason(model, count))
    if page.publish_at is not None:
        reasons.append("It is to be published at a set time: cancel that first.")
    if page.revisions.filter(published_at__isnull=False).exists():
        reasons.append("Readers have seen it, and may hold its address.")
    if reasons and not page.is_home:
        reasons.append(_ARCHIVE)
    return reasons


def _protected_by(page: Page) -> dict[type[models.Model], int]:
    collector = Collector(using="default", origin=page)
    try:
        collector.collect([page])
    except ProtectedError as error:
        counts: dict[type[models.Model], int] = defaultdict(int)
        for row in error.protected_objects:
            if row != page:
                counts[type(row)] += 1
        return counts
    return {}


def _reason(model: type[models.Model], count: int) -> str:
    name = str(model._meta.verbose_name)  # noqa: SLF001 - Django's public API
    if model is Page:
        return f"{count} {_many('page', count)} {_are(count)} below it: move or delete them first."
    return f"{count} {_many(name, count)} {_are(count)} about this page."


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _many(name: str, count: int) -> str:
    """`piece of feedback` becomes `pieces of feedback`."""
    first, _, rest = name.partition(" of ")
    plural = first if count == 1 else f"{first}s"
    return f"{plural} of {rest}" if rest else plural
