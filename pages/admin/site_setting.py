"""The facts that only the site's owner knows."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from pages.admin.rights import NeverAdded, NeverDeleted
from pages.lifecycle.renewing import set_site_setting
from pages.models import SiteSetting
from pages.people import name_of
from pages.rendering import RenderingRefused, render


class SiteSettingForm(forms.ModelForm):  # type: ignore[type-arg]
    # What the person had before them, so that nobody's later change is put back unseen.
    value_seen = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    class Meta:
        model = SiteSetting
        fields = ("value",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["value_seen"] = self.instance.value

    def clean_value(self) -> str:
        value = _as_typed(self.cleaned_data["value"])
        try:
            render(value, settings={})
        except RenderingRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
        return value

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        now = SiteSetting.objects.select_for_update().get(pk=self.instance.pk)
        if _as_typed(cleaned.get("value_seen", "")) != _as_typed(now.value):
            self.data = dict(self.data.items()) | {self.add_prefix("value_seen"): now.value}
            raise ValidationError(
                f"{name_of(now.updated_by)} changed this while you were editing. It is now: "
                f"“{now.value}”. Nothing of yours has been saved, and it is still below. Save "
                "again to put yours in place of theirs.",
                code="conflict",
            )
        return cleaned


def _as_typed(value: str) -> str:
    """Browsers send CRLF and drop what is blank at the ends."""
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()


@admin.register(SiteSetting)
class SiteSettingAdmin(NeverAdded, NeverDeleted, admin.ModelAdmin):  # type: ignore[type-arg]
    form = SiteSettingForm
    list_display = ("label", "is_complete", "value")
    ordering = ("position",)
    sortable_by = ()
    actions = None
    fields = ("label", "help_text", "value", "value_seen")
    readonly_fields = ("label", "help_text")

    @admin.display(description="Filled in", boolean=True)
    def is_complete(self, setting: SiteSetting) -> bool:
        return setting.is_complete

    def save_model(self, request: HttpRequest, obj: SiteSetting, form: Any, change: Any) -> None:
        assert request.user.is_authenticated  # the admin lets nobody else in
        set_site_setting(setting=obj, value=form.cleaned_data["value"], by=request.user)
