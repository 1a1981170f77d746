"""Whether feedback is open on the whole site: one row, which is only changed."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from pages.admin.meanwhile import listed
from pages.admin.rights import NeverAdded, NeverDeleted
from pages.admin.terms_form import TermsFields
from pages.feedback_terms.inheriting import FIELDS, terms_of_site
from pages.feedback_terms.opening import set_terms_of_site
from pages.models import FeedbackState, SiteFeedback
from pages.people import name_of

_CALLED = {
    "feedback": "whether it is open",
    "feedback_opens_at": "when it opens",
    "feedback_closes_at": "when it closes",
    "feedback_introduction": "the introduction",
    "feedback_afterwards": "what is said once it is closed",
}


class SiteFeedbackForm(TermsFields, forms.ModelForm):  # type: ignore[type-arg]
    # What the person had before them, so that nobody's later change is put back unseen.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = SiteFeedback
        fields = FIELDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.updated_at.isoformat()
        if state := self.fields.get("feedback"):
            assert isinstance(state, forms.ChoiceField)
            state.choices = [one for one in FeedbackState.choices if one[0] != "inherit"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        # The admin saves in the transaction this lock is held in.
        now = SiteFeedback.objects.select_for_update().get(pk=self.instance.pk)
        if cleaned.get("seen") != now.updated_at.isoformat():
            self.data = dict(self.data.items()) | {
                self.add_prefix("seen"): now.updated_at.isoformat()
            }
            raise ValidationError(_conflict(now, cleaned), code="conflict")
        return cleaned


def _conflict(now: SiteFeedback, asked: dict[str, Any]) -> str:
    terms = terms_of_site([getattr(now, name) for name in FIELDS], now=timezone.now())
    others = [words for name, words in _CALLED.items() if getattr(now, name) != asked.get(name)]
    differs = f" Yours differs in {listed(others)}." if others else ""
    return (
        f"{name_of(now.updated_by)} changed this while you were editing: feedback is now "
        f"{terms.in_words}.{differs} Nothing of yours has been saved, and it is all still below. "
        "Save again to put yours in place of theirs."
    )


@admin.register(SiteFeedback)
class SiteFeedbackAdmin(NeverAdded, NeverDeleted, admin.ModelAdmin):  # type: ignore[type-arg]
    form = SiteFeedbackForm
    fields = (*FIELDS, "seen")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """There is one row: it is opened at once."""
        response = super().changelist_view(request, extra_context)
        if request.method != "GET":
            return response
        row = SiteFeedback.objects.get()
        return HttpResponseRedirect(reverse("admin:pages_sitefeedback_change", args=[row.pk]))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        assert request.user.is_authenticated  # the admin lets nobody else in
        obj.pages = set_terms_of_site(site=obj, said=form.said, by=request.user)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        terms = terms_of_site([getattr(obj, name) for name in FIELDS], now=timezone.now())
        told = "1 page takes" if obj.pages == 1 else f"{obj.pages:,} pages take"
        self.message_user(
            request,
            f"Saved: feedback is {terms.in_words}. {told} this over from the site.",
            messages.SUCCESS,
        )
        return HttpResponseRedirect(reverse("admin:pages_sitefeedback_change", args=[obj.pk]))
