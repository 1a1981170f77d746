"""Links by which people without an account read a draft: made, ended, and looked up."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from pages.lifecycle.standing import note_event
from pages.models import Page, PageRevision, PageStatus, PreviewLink

# Keys of the database have at most 19 digits; more would not even be looked for.
_LONGEST_TOKEN = 100
_SIGNER = signing.Signer(salt="pages.preview_links", sep=".")


@dataclass(frozen=True, slots=True)
class PreviewedPage:
    page: Page
    revision: PageRevision
    until: datetime


@transaction.atomic
def make_preview_link(*, page: Page, expires_at: datetime, by: User, note: str = "") -> PreviewLink:
    if expires_at <= timezone.now():
        raise ValidationError("That time has passed. Choose one to come.")
    link = PreviewLink.objects.create(page=page, expires_at=expires_at, created_by=by, note=note)
    note_event(page=page, by=by, words="Made a preview link.")
    return link


@transaction.atomic
def revoke(*, link: PreviewLink, by: User) -> PreviewLink:
    """Ended before its time. A second time changes nothing of who did it and when."""
    link = PreviewLink.objects.select_for_update().get(pk=link.pk)
    if link.revoked_at is None:
        link.revoked_at, link.revoked_by = timezone.now(), by
        link.save(update_fields=["revoked_at", "revoked_by"])
        note_event(page=link.page, by=by, words="Ended a preview link.")
    return link


def address_of_link(link: PreviewLink) -> str:
    """The whole address, to be sent to somebody. Whoever has it can read the draft."""
    token = _SIGNER.sign(str(link.pk))
    return f"{settings.SITE_URL}{reverse('preview', args=[token])}"


def find_previewed_page(token: str) -> PreviewedPage | None:
    """The page's newest words; nothing for a link that is forged, revoked, past its time, or for a
    page that is archived or without words."""
    if len(token) > _LONGEST_TOKEN:
        return None
    try:
        pk = int(_SIGNER.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    links = PreviewLink.objects.filter(revoked_at=None, expires_at__gt=timezone.now())
    links = links.exclude(page__status=PageStatus.ARCHIVED)
    link = links.select_related("page__published_revision").filter(pk=pk).first()
    revision = link.page.latest_revision() if link else None
    if link is None or revision is None:
        return None
    return PreviewedPage(link.page, revision, link.expires_at)
