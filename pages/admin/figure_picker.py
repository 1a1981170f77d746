"""Choose a figure for the page being written, or upload one: shown in a dialog of the editor.

The dialog shows the middle of this page; opened by itself, the page works without script.
"""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from pages.admin.figure_form import NewFigureForm
from pages.figures.keeping import add_figure
from pages.models import Figure

_SHOWN = 24
_WORDS = ("name", "alternative_text", "is_decorative", "caption", "credit")


def markdown_for(figure: Figure) -> str:
    """Without words: the figure's own are shown, and follow when somebody improves them."""
    return f"![](figure:{figure.name})"


@require_http_methods(["GET", "HEAD", "POST"])
def pick_figure(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("pages.view_figure"):
        raise PermissionDenied
    may_add = request.user.has_perm("pages.add_figure")
    form = None
    if request.method == "POST":
        if not may_add:
            raise PermissionDenied
        form = _form(request.POST, request.FILES)
        if form.is_valid():
            assert isinstance(request.user, User)
            return _added(form, by=request.user)
    words = request.GET.get("q", "").strip()[:200]
    found = _found(words, added=request.GET.get("added", ""))
    context = {
        **admin.site.each_context(request),
        "title": "Insert a figure",
        "query": words,
        "added": request.GET.get("added", ""),
        "figures": [(figure, markdown_for(figure)) for figure in found[:_SHOWN]],
        "has_more": len(found) > _SHOWN,
        "form": form or (_form() if may_add else None),
    }
    status = 422 if form else 200
    return render(request, "admin/pages/figure/picker.html", context, status=status)


def _form(*data: Any) -> NewFigureForm:
    """The editor has fields of its own on the same screen: the ids must differ."""
    return NewFigureForm(*data, auto_id="figure_%s")


def _added(form: NewFigureForm, *, by: User) -> HttpResponse:
    assert form.picture is not None
    words = {name: form.cleaned_data[name] for name in _WORDS}
    figure = add_figure(picture=form.picture, by=by, **words)
    address = reverse("admin:pages_figure_picker")
    return HttpResponseRedirect(f"{address}?{urlencode({'added': figure.name})}")


def _found(words: str, *, added: str) -> list[Figure]:
    """The newest first; one just added comes before all."""
    rows: QuerySet[Figure] = Figure.objects.defer("content").order_by("-created_at", "-pk")
    for word in words.split():
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(alternative_text__icontains=word)
            | Q(caption__icontains=word)
            | Q(credit__icontains=word)
        )
    return sorted(rows[: _SHOWN + 1], key=lambda figure: figure.name != added)
