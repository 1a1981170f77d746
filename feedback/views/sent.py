"""The sender's private address: thanks, the reference, and what was sent."""

from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from feedback.models import Submission
from pages.navigation import site_tree_of
from pages.views.reading import for_reading

# After this the page no longer repeats the address, in case the link travels.
EMAIL_SHOWN_FOR: Final = timedelta(hours=24)


@for_reading
def sent(request: HttpRequest, token: str) -> HttpResponse:
    submission = (
        Submission.objects.select_related(
            "page", "revision", "sentiment", "role", "contact_details"
        )
        .filter(token=token)
        .first()
    )
    if submission is None:
        raise Http404("No feedback has this address.")
    tree = site_tree_of(request)
    next_page = tree.next_open_for_feedback(submission.page.path)
    response = render(
        request,
        "feedback/sent.html",
        {
            "receipt": _receipt(submission, is_there=submission.page.path in tree),
            "next_page": next_page,
            "next_url": next_page and f"{next_page.url}?{urlencode(_to_carry(submission))}",
        },
    )
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _receipt(submission: Submission, *, is_there: bool) -> dict[str, Any]:
    """What was sent, repeated to whoever sent it: about the page as they read it, which may have
    another title now, or be in draft again."""
    return {
        "reference": submission.reference,
        "received_at": submission.received_at,
        "page_title": submission.revision.title,
        "page_url": submission.page.get_absolute_url() if is_there else "",
        "sentiment": submission.sentiment,
        "summary": submission.summary,
        "details": submission.details,
        "role": submission.role,
        "organisation": submission.organisation_as_typed,
        "email": _email_to_repeat(submission),
    }


def _email_to_repeat(submission: Submission) -> str:
    if timezone.now() - submission.received_at > EMAIL_SHOWN_FOR:
        return ""
    contact = getattr(submission, "contact_details", None)
    return contact.email if contact else ""


def _to_carry(submission: Submission) -> dict[str, Any]:
    """What the next form need not ask again. Never the email address."""
    carried = {"role": submission.role.slug, "organisation": submission.organisation_as_typed}
    return {name: value for name, value in carried.items() if value}
