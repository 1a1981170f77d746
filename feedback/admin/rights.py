"""Who may do what with feedback, asked in one place."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

VIEW = "feedback.view_submission"
CHANGE = "feedback.change_submission"
ENTER = "feedback.add_submission"
EXPORT = "feedback.export_submission"
CONTACT = "feedback.view_contact_details"


def may_view(request: HttpRequest) -> bool:
    """Whoever decides on feedback must be able to read it."""
    return request.user.has_perm(VIEW) or may_decide(request)


def may_decide(request: HttpRequest) -> bool:
    return request.user.has_perm(CHANGE)


def may_enter(request: HttpRequest) -> bool:
    return request.user.has_perm(ENTER)


def may_export(request: HttpRequest) -> bool:
    return request.user.has_perm(EXPORT)


def may_see_contact_details(request: HttpRequest) -> bool:
    return request.user.has_perm(CONTACT)


def require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied
