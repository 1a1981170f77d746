"""What every template may use. Nothing here touches the database until a template asks."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from pages.navigation import site_tree_of


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "site_is_public": settings.IS_PUBLIC,
        "site_tree": SimpleLazyObject(partial(site_tree_of, request)),
    }
