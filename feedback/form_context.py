"""What the templates that show the form need: the form itself, and the words beside it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Field, ModelChoiceField
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from feedback.forms import ORGANISATION_MAX, FeedbackForm
from feedback.plain_text import clean_line
from pages.feedback_terms.inheriting import Terms
from pages.models import Page, SiteSetting
from pages.navigation import SitePage


def comment_address(page: Page | SitePage) -> str:
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


def kept_form(request: HttpRequest, page: Page) -> FeedbackForm:
    """The words of a post nobody has judged yet, to be looked at and sent again."""
    return FeedbackForm(action=comment_address(page), initial=request.POST.dict())


def form_context(page: Page, form: FeedbackForm, terms: Terms) -> dict[str, Any]:
    return {
        "page": page,
        "revision": page.published_revision,
        "terms": terms,
        "form": form,
        "concern": SiteSetting.objects.html_of("concern_about_a_child"),
    }


def words_typed(posted: QueryDict) -> list[dict[str, str]]:
    """What somebody wrote, for a screen that can only give it back: label and value of each."""
    return [
        {"label": str(field.label), "value": _as_shown(field, value)}
        for name, field in FeedbackForm().contract_fields().items()
        if (value := posted.get(name, "").strip())
    ]


def _as_shown(field: Field, value: str) -> str:
    """The wording behind a choice's slug; anything else as typed."""
    if isinstance(field, ModelChoiceField):
        try:
            return str(field.clean(value))
        except ValidationError:
            return value
    return value
