"""What staff type into the system map: checked with the map locked, so that two see each other."""

from typing import Any

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError

from pages.mapping import lock_map, refuse_too_many
from pages.models import Aspect, Influence, Page
from pages.people import name_of


class PartForm(forms.ModelForm):  # type: ignore[type-arg]
    # What the person had before them, so that nobody's later change is put back unseen.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = _stamp(self.instance)
        for name in ("page", "source", "target"):
            for offer in ("can_add_related", "can_change_related", "can_view_related"):
                if name in self.fields:
                    setattr(self.fields[name].widget, offer, False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        lock_map()
        if self.instance.pk:
            self._refuse_to_overwrite(cleaned)
        return cleaned

    def _refuse_to_overwrite(self, cleaned: dict[str, Any]) -> None:
        rows: Any = type(self.instance)._default_manager  # noqa: SLF001 - Django's public API
        now = rows.filter(pk=self.instance.pk).first()
        if now is None:
            raise ValidationError("Someone deleted this while you were editing it.")
        if cleaned.get("seen") == _stamp(now):
            return
        self.data = dict(self.data.items()) | {self.add_prefix("seen"): _stamp(now)}
        theirs = [
            f"{self.fields[name].label or name}: “{_as_shown(now, name)}”"
            for name in self.fields
            if name != "seen" and name in cleaned and cleaned[name] != getattr(now, name)
        ]
        what = f" It now says {'; '.join(theirs)}." if theirs else ""
        raise ValidationError(
            f"{_who_changed(now)} changed this while you were editing.{what} Nothing of yours has "
            "been saved, and it is still below. Save again to put yours in place of theirs.",
            code="conflict",
        )


class AspectForm(PartForm):
    class Meta:
        model = Aspect
        fields = ("name", "slug", "description", "page", "position")
        labels = {"slug": "Short name for the site’s own use"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "page" in self.fields:
            field: Any = self.fields["page"]
            field.queryset = Page.objects.in_reading_order().with_shown_title()
            field.label_from_instance = lambda page: "\u2003" * page.tree_depth + page.shown_title

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        refuse_too_many(self.instance)
        return cleaned


class InfluenceForm(PartForm):
    class Meta:
        model = Influence
        fields = ("source", "target", "effect", "when_falling", "when_rising")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        source, target = cleaned.get("source"), cleaned.get("target")
        if not source or not target:
            return cleaned
        if source == target:
            self.add_error("target", "Choose another aspect: none acts on itself.")
        elif (
            Influence.objects.filter(source=source, target=target)
            .exclude(pk=self.instance.pk or 0)
            .exists()
        ):
            self.add_error(
                "target",
                f"There is already an arrow from {source} to {target}. Change that one instead.",
            )
        return cleaned


def _stamp(part: Aspect | Influence) -> str:
    return part.updated_at.isoformat() if part.pk else ""


def _as_shown(part: Aspect | Influence, name: str) -> str:
    display = getattr(part, f"get_{name}_display", None)
    return str(display() if display else getattr(part, name) or "nothing")


def _who_changed(part: Aspect | Influence) -> str:
    kind = ContentType.objects.get_for_model(part)
    last = LogEntry.objects.filter(content_type=kind, object_id=str(part.pk)).first()
    return name_of(last.user if last else None)
