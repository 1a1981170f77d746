"""Open and close feedback: on one page with what stands below it, or on the whole site."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from pages.feedback_terms.inheriting import FIELDS
from pages.models import FeedbackState, FeedbackTerms, Page, SiteFeedback
from pages.navigation import load_site_tree


@transaction.atomic
def set_terms(*, page: Page, said: Mapping[str, Any]) -> Page:
    """`said` maps FIELDS to what the page is to say; what is not in it stays."""
    _say(page, said)
    page.save(update_fields=[*FIELDS, "updated_at"])
    return page


@transaction.atomic
def set_terms_of_site(*, site: SiteFeedback, said: Mapping[str, Any], by: User | None) -> int:
    """Returns how many pages that readers see take over what the site says."""
    _say(site, said)
    site.updated_by = by
    site.save(update_fields=[*FIELDS, "updated_by", "updated_at"])
    return sum(page.terms.said_by_pk is None for page in load_site_tree().pages)


def _say(place: FeedbackTerms, said: Mapping[str, Any]) -> None:
    for name in FIELDS:
        setattr(place, name, said.get(name, getattr(place, name)))
    if place.feedback == FeedbackState.CLOSED and place.feedback_closes_at is None:
        # To the minute, as the form shows it again.
        place.feedback_closes_at = timezone.now().replace(second=0, microsecond=0)
        if place.feedback_opens_at and place.feedback_opens_at >= place.feedback_closes_at:
            place.feedback_opens_at = None
