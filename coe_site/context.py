"""What every template may use. Nothing here touches the database until a template asks."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from pages.navigation import load_site_tree


def site(_request: HttpRequest) -> dict[str, Any]:
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "site_is_public": settings.IS_PUBLIC,
        "site_tree": SimpleLazyObject(load_site_tree),
    }
