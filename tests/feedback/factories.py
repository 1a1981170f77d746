"""What feedback's tests set the stage with: pages, pieces of feedback, and the cast."""

from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from feedback.matching import match_organisation
from feedback.models import ContactDetails, Role, Sentiment, Submission
from pages.models import Page
from tests.pages.factories import make_page, make_revision, make_staff

__all__ = [
    "make_administrator",
    "make_analyst",
    "make_editor",
    "make_moderator",
    "make_page",
    "make_revision",
    "make_staff_without_rights",
    "make_submission",
    "signed_in",
]


def make_submission(page: Page, *, email: str = "", **facts: Any) -> Submission:
    """A piece of feedback on the page's live text; `role` and `sentiment` by their slugs."""
    facts = {
        "revision": page.published_revision,
        "summary": "Not enough about small teams",
        "role": "la-data",
        "sentiment": "unsure",
    } | facts
    typed = facts.setdefault("organisation_as_typed", "")
    facts.setdefault("organisation", match_organisation(typed) if typed else None)
    facts["role"] = Role.objects.get(slug=facts["role"])
    facts["sentiment"] = facts["sentiment"] and Sentiment.objects.get(slug=facts["sentiment"])
    submission = Submission.objects.create(page=page, **facts)
    if email:
        ContactDetails.objects.create(submission=submission, email=email, may_contact=True)
    return submission


def make_editor(username: str = "erin", **facts: Any) -> User:
    return make_staff(username, "editors", **facts)


def make_moderator(username: str = "mo", **facts: Any) -> User:
    return make_staff(username, "moderators", **facts)


def make_analyst(username: str = "ana", **facts: Any) -> User:
    return make_staff(username, "analysts", **facts)


def make_administrator(username: str = "ada", **facts: Any) -> User:
    return make_staff(username, "administrators", **facts)


def make_staff_without_rights(username: str = "nobody", **facts: Any) -> User:
    return make_staff(username, **facts)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
