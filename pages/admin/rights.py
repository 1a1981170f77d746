"""What no admin screen of ours offers, whatever a person's rights: rows that stay as they are."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


class NeverDeleted:
    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class NeverAdded:
    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadOnly(NeverAdded, NeverDeleted):
    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied
