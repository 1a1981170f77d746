"""What feedback's tests set the stage with: pages, pieces of feedback, and the cast."""

from typing import Any

from django.contrib.auth.models import Group, User
from django.test import Client

from feedback.matching import match_organisation
from feedback.models import ContactDetails, Role, Sentiment, Submission
from pages.models import FeedbackState, Page, PageRevision
from pages.publishing import create_page, publish, save_draft

PASSWORD = "correct horse battery staple"


def make_page(
    *,
    title: str = "How our system works",
    slug: str = "how-our-system-works",
    body: str = "Words on the page.",
    feedback: str = FeedbackState.OPEN,
    position: int | None = None,
    parent: Page | None = None,
) -> Page:
    """A published page with its first revision."""
    page = create_page(slug=slug, parent=parent, position=position, feedback=feedback)
    make_revision(page, title=title, body=body)
    page.refresh_from_db()
    return page


def make_revision(page: Page, *, title: str = "Title", body: str = "Words.") -> PageRevision:
    """A newer text, before readers."""
    revision = save_draft(page=page, by=None, title=title, body=body)
    publish(revision=revision, by=None)
    return revision


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
    return _make_staff(username, "editors", **facts)


def make_moderator(username: str = "mo", **facts: Any) -> User:
    return _make_staff(username, "moderators", **facts)


def make_analyst(username: str = "ana", **facts: Any) -> User:
    return _make_staff(username, "analysts", **facts)


def make_administrator(username: str = "ada", **facts: Any) -> User:
    return _make_staff(username, "administrators", **facts)


def make_staff_without_rights(username: str = "nobody", **facts: Any) -> User:
    return _make_staff(username, **facts)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _make_staff(username: str, *groups: str, **facts: Any) -> User:
    user = User.objects.create_user(username, password=PASSWORD, is_staff=True, **facts)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user
