"""The seam: the page template asks here for the conversation at the page's foot."""

from typing import Any

from django import template
from django.template.context import RequestContext

from feedback.form_context import empty_form, form_context
from pages.models import Page

register = template.Library()


@register.inclusion_tag("feedback/at_foot.html", takes_context=True)
def feedback_at_foot(context: RequestContext, page: Page) -> dict[str, Any]:
    """The form, or the one that has just been sent and could not be taken; and where feedback is
    not open, what readers are told instead. A preview takes none: its readers see another page."""
    request, terms = context["request"], context["terms"]
    if not terms.is_open or context.get("is_preview"):
        return {"terms": terms}
    form = context.get("feedback_form_bound") or empty_form(request, page, shown_on="page")
    return form_context(page, form, terms)
