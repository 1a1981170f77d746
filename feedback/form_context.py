"""What the templates that show the form need: the form itself, and the words beside it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from feedback.forms import ORGANISATION_MAX, FeedbackForm
from feedback.plain_text import clean_line
from pages.models import Page, SiteSetting


def comment_address(page: Page) -> str:
    return reverse("comment", args=[page.path]) if page.path else reverse("comment_home")


def empty_form(request: HttpRequest, page: Page, *, shown_on: str) -> FeedbackForm:
    """A form to fill in, the same for every reader but for what the address itself says.

    The link from one page to the next carries `role` and `organisation`, so that nothing has to
    be kept in the browser.
    """
    assert page.published_revision is not None  # only published pages show the form
    return FeedbackForm(
        action=comment_address(page),
        initial={
            "role": request.GET.get("role", ""),
            "organisation": clean_line(request.GET.get("organisation", ""))[:ORGANISATION_MAX],
            "revision": page.published_revision.number,
            "shown_on": shown_on,
        },
    )


def form_context(page: Page, form: FeedbackForm) -> dict[str, Any]:
    concern = SiteSetting.objects.get(slug="concern_about_a_child")
    return {
        "page": page,
        "revision": page.published_revision,
        "form": form,
        "concern": concern.html,
    }


def words_typed(form: FeedbackForm) -> list[dict[str, str]]:
    """What somebody wrote, for a screen that can only give it back: label and value of each."""
    return [
        {"label": str(form[name].label), "value": value}
        for name in form.field_order
        if (value := form.data.get(name, ""))
    ]
