"""Where to put a page: in which section, under which address, after which neighbour."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from pages.models import Page
from pages.moving import neighbours_of

FIRST = "first"


class WhereForm(forms.Form):
    """First the section and the address; what follows from them is shown before it is done."""

    parent = forms.ModelChoiceField(
        label="Section",
        queryset=Page.objects.none(),
        required=False,
        empty_label="None: at the top of the site",
    )
    slug = forms.CharField(
        label="Last part of the address",
        max_length=100,
        help_text="Lower-case letters, numbers and single hyphens.",
    )

    def __init__(self, *args: Any, page: Page, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent: Any = self.fields["parent"]
        below = Q(path__startswith=f"{page.path}/") | Q(pk=page.pk) | Q(path="")
        parent.queryset = Page.objects.in_reading_order().with_shown_title().exclude(below)
        parent.label_from_instance = lambda one: "\u2003" * one.tree_depth + one.shown_title


class PlaceForm(forms.Form):
    """Among which neighbours. Its section and address are settled."""

    after = forms.ChoiceField(label="Place in the section")
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, page: Page, parent: Page | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        beside = neighbours_of(parent).with_shown_title().exclude(pk=page.pk)  # type: ignore[attr-defined]
        titles = [(str(one.pk), f"After “{one.shown_title}”") for one in beside]
        after: Any = self.fields["after"]
        after.choices = [(FIRST, "First"), *titles]


class MoveForm(forms.Form):
    """What a move brings: from the screen, from a button of the tree or from a drop."""

    parent = forms.ModelChoiceField(
        queryset=Page.objects.all(),
        required=False,
        error_messages={"invalid_choice": "That section is no longer there. Choose another."},
    )
    slug = forms.CharField(required=False, max_length=100)
    after = forms.CharField(required=False, max_length=20)
    seen = forms.CharField(required=False, max_length=600)
    # One step among its neighbours; what the button says is the place that was seen.
    up = forms.CharField(required=False, max_length=600)
    down = forms.CharField(required=False, max_length=600)

    @property
    def place_seen(self) -> str:
        asked = self.cleaned_data
        return asked["up"] or asked["down"] or asked["seen"]

    def destination(self, page: Page) -> dict[str, Any]:
        """As `move_page` takes it. Call with the tree locked."""
        asked = self.cleaned_data
        if page.is_home:
            raise ValidationError("The home page stays where it is.")
        if asked["up"] or asked["down"]:
            beside = [one.pk for one in neighbours_of(page.parent)]
            position = beside.index(page.pk) + (1 if asked["down"] else -1)
            return {"parent": page.parent, "slug": page.slug, "position": max(position, 0)}
        place: dict[str, Any] = {"parent": asked["parent"], "slug": asked["slug"] or page.slug}
        if asked["after"] == FIRST:
            return place | {"position": 0}
        return place | ({"after": self._neighbour(asked["after"])} if asked["after"] else {})

    def _neighbour(self, pk: str) -> Page:
        is_number = pk.isascii() and pk.isdigit()
        found = Page.objects.filter(pk=int(pk)).first() if is_number else None
        if found is None:
            raise ValidationError("The page to stand after is not there. Choose another place.")
        return found
