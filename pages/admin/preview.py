"""The words in hand as the public page will show them: drawn by its own view's template."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods

from pages.addresses import join_path, slug_from
from pages.admin.meanwhile import WORDS
from pages.admin.session import prolong
from pages.advice.gathering import advice_for
from pages.lifecycle.words import as_lines, render_words
from pages.models import Page, PageRevision
from pages.rendering import RenderingRefused
from pages.views.page import page_context

_UNTITLED = "Untitled page"


class WordsInHand(forms.Form):
    """What the editor's form holds now, finished or not."""

    title = forms.CharField(max_length=200, required=False)
    menu_title = forms.CharField(max_length=60, required=False)
    summary = forms.CharField(max_length=300, required=False)
    body = forms.CharField(required=False, strip=False)
    slug = forms.CharField(max_length=100, required=False)
    parent = forms.ModelChoiceField(Page.objects.all(), required=False)


@never_cache
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, object_id: int | None = None) -> HttpResponse:
    """GET shows the newest draft, POST the words sent. Nothing is kept.

    A script that asks for JSON gets the whole document in it, or the reason why there is none.
    """
    page = get_object_or_404(Page, pk=object_id) if object_id is not None else None
    if not request.user.has_perm("pages.change_page" if page else "pages.add_page"):
        raise PermissionDenied
    if request.method != "POST":
        revision = page.latest_revision() if page else None
        if page and revision:
            revision.page = page
            return _shown(request, revision)
        return _shown(request, render_words(page=page or Page(), title=_UNTITLED))
    prolong(request)
    form = WordsInHand(request.POST)
    if not form.is_valid():
        return _refused(request, _reasons(form))
    try:
        return _shown(request, _in_hand(page, form.cleaned_data))
    except RenderingRefused as refusal:
        return _refused(request, str(refusal))


def _in_hand(page: Page | None, words: dict[str, Any]) -> PageRevision:
    if page is None:
        parent: Page | None = words["parent"]
        slug = words["slug"] or slug_from(words["title"]) or "new-page"
        path = join_path(parent.path if parent else "", slug)
        page = Page(parent=parent, slug=slug, path=path)
    typed = {name: words[name] for name in WORDS} | {"body": as_lines(words["body"])}
    newest = page.latest_revision()
    if newest and all(getattr(newest, name) == value for name, value in typed.items()):
        newest.page = page
        return newest
    return render_words(page=page, **typed | {"title": typed["title"] or _UNTITLED})


def _shown(request: HttpRequest, revision: PageRevision) -> HttpResponse:
    context = page_context(request, revision.page, revision=revision)
    if _wants_json(request):
        html = render_to_string("pages/page.html", context, request)
        found = advice_for(revision.page, revision.body) if revision.body.strip() else None
        advice = render_to_string("admin/pages/page/advice.html", {"advice": found})
        response: HttpResponse = JsonResponse({"html": html, "advice": advice})
    else:
        response = render(request, "pages/page.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _refused(request: HttpRequest, reason: str) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"reason": reason}, status=422)
    return render(request, "pages/preview_refused.html", {"reason": reason}, status=422)


def _reasons(form: forms.Form) -> str:
    return " ".join(
        f"{form[name].label}: {error}" for name, errors in form.errors.items() for error in errors
    )


def _wants_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"
