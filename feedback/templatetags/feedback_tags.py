"""The seam: the page template asks here for the conversation at the page's foot."""

from typing import Any

from django import template
from django.template.context import RequestContext

from feedback.form_context import empty_form, form_context
from pages.models import Page

register = template.Library()


@register.inclusion_tag("feedback/form.html", takes_context=True)
def feedback_form(context: RequestContext, page: Page) -> dict[str, Any]:
    """The form, or the one that has just been sent and could not be taken."""
    form = context.get("feedback_form_bound") or empty_form(
        context["request"], page, shown_on="page"
    )
    return form_context(page, form)
