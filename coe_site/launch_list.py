"""“To complete before launch”: what staff see on their first screen until nothing is left."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from pages.completing import empty_settings, missing_figures


@dataclass(frozen=True, slots=True)
class ToComplete:
    what: str
    url: str = ""  # empty: it is done on the server, not here


def to_complete(request: HttpRequest) -> list[ToComplete]:
    """Each with a link to where it can be done, for those who write the site."""
    if not request.user.has_perms(["pages.view_sitesetting", "pages.change_page"]):
        return []
    left = [
        ToComplete(one.label, reverse("admin:pages_sitesetting_change", args=[one.pk]))
        for one in empty_settings()
    ]
    left += [
        ToComplete(
            f"Figure on “{one.page_title}”: {one.caption}",
            reverse("admin:pages_page_change", args=[one.page_pk]),
        )
        for one in missing_figures()
    ]
    if not settings.IS_PUBLIC:
        left.append(
            ToComplete(
                "The site’s public address: set PUBLIC_URL to one that begins https://. "
                "Until then search engines are told to stay away."
            )
        )
    return left
