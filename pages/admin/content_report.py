"""What the content checks found on the whole site, page by page."""

from collections import Counter
from dataclasses import replace

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pages.advice import Kind
from pages.advice.gathering import advice_for_site


@never_cache
@require_safe
def content_report(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("pages.change_page"):
        raise PermissionDenied
    every = advice_for_site()
    counted = Counter(advice.kind for page in every for advice in page.advice)
    chosen = next((kind for kind in Kind if kind.slug == request.GET.get("kind")), None)
    shown = [
        replace(page, advice=[one for one in page.advice if chosen in {None, one.kind}])
        for page in every
    ]
    context = {
        **admin.site.each_context(request),
        "title": "Content checks",
        "pages": [page for page in shown if page.advice],
        "kinds": [(kind, counted[kind]) for kind in Kind if counted[kind]],
        "total": counted.total(),
        "chosen": chosen,
    }
    return render(request, "admin/pages/content_report.html", context)
