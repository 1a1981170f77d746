"""Whether the person at the editor is still signed in, so that no words are sent in vain."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def session(request: HttpRequest) -> JsonResponse:
    """With the token that a form opened before they signed in anew lacks."""
    if not any(request.user.has_perm(f"pages.{what}_page") for what in ("add", "change")):
        raise PermissionDenied
    return JsonResponse({"token": get_token(request)})


def prolong(request: HttpRequest) -> None:
    """Who writes is at work, however long ago they signed in: their time begins again."""
    request.session.modified = True
