"""“To complete before launch”: what staff see on their first screen until nothing is left."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from pages.completing import empty_settings, missing_figures


@dataclass(frozen=True, slots=True)
class ToComplete:
    what: str
    url: str


def to_complete(request: HttpRequest) -> list[ToComplete]:
    """Each with a link to where it can be done; only what this person may see."""
    left: list[ToComplete] = []
    if request.user.has_perm("pages.view_sitesetting"):
        left += [
            ToComplete(one.label, reverse("admin:pages_sitesetting_change", args=[one.pk]))
            for one in empty_settings()
        ]
    if request.user.has_perm("pages.view_page"):
        left += [
            ToComplete(
                f"Figure on “{one.page_title}”: {one.caption}",
                reverse("admin:pages_page_change", args=[one.page_pk]),
            )
            for one in missing_figures()
        ]
    if request.user.has_perm("pages.view_sitesetting") and not settings.IS_PUBLIC:
        left.append(
            ToComplete(
                "The site’s public address: set PUBLIC_URL to one that begins https://. "
                "Until then search engines are told to stay away.",
                reverse("robots"),
            )
        )
    return left
