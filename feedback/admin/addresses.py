"""Addresses of feedback's screens that carry the list's filters along."""

from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from feedback.admin.filters import FilterForm

_KEPT = "_changelist_filters"  # the name Django's admin has for it


def list_address(filters: FilterForm) -> str:
    return f"{reverse('admin:feedback_submission_changelist')}?{filters.as_query}"


def piece_address(pk: int, filters: FilterForm) -> str:
    address = reverse("admin:feedback_submission_change", args=[pk])
    return f"{address}?{urlencode({_KEPT: filters.as_query})}"


def export_address(filters: FilterForm) -> str:
    return f"{reverse('admin:feedback_submission_export')}?{filters.as_query}"


def bulk_address(filters: FilterForm) -> str:
    return f"{reverse('admin:feedback_submission_bulk')}?{filters.as_query}"


def kept_filters(request: HttpRequest) -> FilterForm:
    """The filters of the list somebody came from."""
    return FilterForm(QueryDict(request.GET.get(_KEPT, "")))
