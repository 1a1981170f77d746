"""Accounts of staff: whoever may manage them can put people into groups, and give nothing more."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.http import HttpRequest

# What would let somebody hand out rights they do not have themselves.
_FOR_SUPERUSERS = ("is_superuser", "user_permissions")


class StaffAccountAdmin(UserAdmin):  # type: ignore[type-arg]
    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.is_superuser else (*fields, *_FOR_SUPERUSERS)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A superuser's account, password and all, is for superusers alone."""
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """History names people: an account is made inactive instead."""
        return False


# Importing Django's own admin for accounts, above, has registered it.
admin.site.unregister(User)
admin.site.register(User, StaffAccountAdmin)
