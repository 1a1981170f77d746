"""Where the screens about one page hang in the admin, beside its editor, and who may open which."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from pages.lifecycle.scheduling import apply_what_is_due
from pages.models import Page

if TYPE_CHECKING:
    from pages.admin.page import PageAdmin

View = Callable[["Screen", Page], HttpResponse]
CHANGE, READ = "pages.change_page", "pages.view_pagerevision"


@dataclass(frozen=True, slots=True)
class Screen:
    """One request for a screen about a page, from somebody who may have it."""

    request: HttpRequest
    site: AdminSite

    def show(
        self, template: str, page: Page, *, title: str, status: int = 200, **context: Any
    ) -> HttpResponse:
        whole = self.site.each_context(self.request) | {
            "title": f"{title}: {page.title}",
            "screen": title,
            "page": page,
            "opts": Page._meta,  # noqa: SLF001 - the admin's templates ask for it
            "may_change": self.request.user.has_perm(CHANGE),
        }
        where = f"admin/pages/page/{template}.html"
        return TemplateResponse(self.request, where, whole | context, status=status)


def address_of(page: Page, screen: str = "change") -> str:
    return reverse(f"admin:pages_page_{screen}", args=[page.pk])


def back_to(page: Page, screen: str = "change") -> HttpResponse:
    return HttpResponseRedirect(address_of(page, screen))


def screens_of(
    model_admin: "PageAdmin", screens: Sequence[tuple[str, View, str]]
) -> list[URLPattern]:
    """Each with its name, which is its address too, and the permission it takes."""
    return [
        path(
            f"<int:object_id>/{name.replace('_', '-')}/",
            model_admin.admin_site.admin_view(_guarded(view, permission, model_admin.admin_site)),
            name=f"pages_page_{name}",
        )
        for name, view, permission in screens
    ]


def _guarded(view: View, permission: str, site: AdminSite) -> Callable[..., HttpResponse]:
    def screen(request: HttpRequest, object_id: int) -> HttpResponse:
        if not request.user.has_perm(permission):
            raise PermissionDenied
        request.current_app = site.name
        apply_what_is_due()
        page = get_object_or_404(Page.objects.with_live_text(), pk=object_id)
        return view(Screen(request, site), page)

    return screen
