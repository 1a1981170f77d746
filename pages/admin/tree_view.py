"""The list of pages: the whole tree, or those that were looked for."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from pages.admin.rights import require
from pages.admin.tree import STATES, TreeRow, load_tree
from pages.admin.undoing import take_undo

if TYPE_CHECKING:
    from pages.admin.page import PageAdmin

_ALL = "all"


class FindForm(forms.Form):
    """A value that makes no sense is left out of force."""

    q = forms.CharField(
        label="Find by title",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[("", "All but archived"), *STATES.items(), (_ALL, "All")],
    )

    def chosen(self) -> tuple[str, str]:
        self.is_valid()
        return self.cleaned_data.get("q", "").casefold(), self.cleaned_data.get("state", "")


@require_safe
def show(request: HttpRequest, model_admin: "PageAdmin") -> HttpResponse:
    require(model_admin.has_view_permission(request))
    form = FindForm(request.GET, use_required_attribute=False)
    words, state = form.chosen()
    top, rows = load_tree()
    archived = sum(row.state == "archived" for row in rows)
    is_narrowed = bool(words or state)
    context: dict[str, Any] = model_admin.admin_site.each_context(request) | {
        "title": "Pages",
        "opts": model_admin.model._meta,  # noqa: SLF001 - Django's public API
        "form": form,
        "is_narrowed": is_narrowed,
        "top": [row for row in top if _is_in_tree(row)],
        "found": [row for row in rows if _is_found(row, words, state)] if is_narrowed else [],
        "count": len(rows) - archived,
        "archived": archived,
        "can_add": model_admin.has_add_permission(request),
        "can_change": model_admin.has_change_permission(request),
        "undo": take_undo(request),
    }
    return TemplateResponse(request, "admin/pages/page/change_list.html", context)


def _is_in_tree(row: TreeRow) -> bool:
    """An archived page is left out, unless something that is not stands below it."""
    row.children = [child for child in row.children if _is_in_tree(child)]
    return row.state != "archived" or bool(row.children)


def _is_found(row: TreeRow, words: str, state: str) -> bool:
    if words and words not in row.title.casefold():
        return False
    if state == _ALL:
        return True
    return row.state == state if state else row.state != "archived"
