"""Forms that never put back what somebody else changed: the second of two is told, and decides."""

import hashlib
from typing import Any

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

from pages.people import name_of

_LONGEST_SHOWN = 200  # characters of what stands there now


class ToldOfChanges(forms.ModelForm):  # type: ignore[type-arg]
    """A form of the admin, which cleans and saves in one transaction: the row is locked between.

    What the person had before them travels along, as a digest of each field. Saved once more,
    knowingly, theirs takes the place of what they were told of.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = _written(self._digests_of(self.instance))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk:
            self._refuse_to_overwrite(cleaned)
        return cleaned

    def _refuse_to_overwrite(self, cleaned: dict[str, Any]) -> None:
        rows: Any = type(self.instance)._default_manager  # noqa: SLF001 - Django's public API
        now = rows.select_for_update(no_key=True).filter(pk=self.instance.pk).first()
        if now is None:
            raise ValidationError("Someone deleted this while you were editing it.")
        before, digests = _read(cleaned.get("seen", "")), self._digests_of(now)
        theirs = [
            name
            for name, digest in digests.items()
            if before.get(name) != digest and digest != _digest(cleaned.get(name))
        ]
        if not theirs:
            return
        self.data = dict(self.data.items()) | {self.add_prefix("seen"): _written(digests)}
        changes = "; ".join(f"{self._label(name)}: “{_as_shown(now, name)}”" for name in theirs)
        raise ValidationError(
            f"{_who_changed(now)} changed this while you were editing. It now says {changes}. "
            "Nothing of yours has been saved, and it is still below. Save again to put yours in "
            "place of theirs.",
            code="conflict",
        )

    def _digests_of(self, row: Model) -> dict[str, str]:
        known = [*row._meta.fields, *row._meta.many_to_many]  # noqa: SLF001 - Django's public API
        return {
            field.name: _digest(field.value_from_object(row))
            for field in known
            if field.name in self.fields
        }

    def _label(self, name: str) -> str:
        return str(self.fields[name].label or name).lower()


def _digest(value: Any) -> str:
    return hashlib.sha256(_plain(value).encode()).hexdigest()[:12]


def _plain(value: Any) -> str:
    """The same for a row, its key and what a browser makes of it."""
    match value:
        case None:
            return ""
        case Model():
            return str(value.pk)
        case list() | tuple() | QuerySet():
            return " ".join(sorted(_plain(one) for one in value))
        case str():
            # Browsers send CRLF and forms drop what is blank at the ends.
            return value.replace("\r\n", "\n").replace("\r", "\n").strip()
        case _:
            return str(value)


def _written(digests: dict[str, str]) -> str:
    return " ".join(f"{name}:{digest}" for name, digest in digests.items())


def _read(written: str) -> dict[str, str]:
    pairs = (one.partition(":") for one in written.split())
    return {name: digest for name, _, digest in pairs}


def _as_shown(row: Model, name: str) -> str:
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    if hasattr(value, "all"):
        value = ", ".join(map(str, value.all()))
    shown = {None: "nothing", "": "nothing", True: "yes", False: "no"}.get(value, value)
    words = str(shown)
    return words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN]}…"


def _who_changed(row: Model) -> str:
    if person := getattr(row, "updated_by", None):
        return name_of(person)
    kind = ContentType.objects.get_for_model(row)
    last = LogEntry.objects.filter(content_type=kind, object_id=str(row.pk)).first()
    return name_of(last.user if last else None)
