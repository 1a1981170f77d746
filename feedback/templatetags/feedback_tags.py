"""The seam: the page template asks here for the conversation at the page's foot."""

from typing import Any

from django import template
from django.template.context import RequestContext

from feedback.admin.rights import may_view
from feedback.counting import PageCounts, counts_by_page
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


@register.simple_tag(takes_context=True)
def feedback_counts(context: RequestContext) -> dict[int, PageCounts] | None:
    """What staff who may read feedback see beside each page: how many, and how many wait. One
    query; nothing for others."""
    return counts_by_page() if may_view(context["request"]) else None


@register.filter
def of_page(counts: dict[int, PageCounts] | None, page: int) -> PageCounts | None:
    return counts.get(page) if counts else None
