"""Pages as a tree, and each page's words, place and history."""

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from pages.admin import deleting, moving, tree_view
from pages.admin.editor import EditorScreen
from pages.admin.history import history_screens
from pages.admin.lifecycle import lifecycle_screens
from pages.admin.page_form import PageForm
from pages.admin.preview_links import preview_link_screens
from pages.admin.revision import CACHES
from pages.advice.gathering import advice_for
from pages.feedback_terms.inheriting import FIELDS, terms_for
from pages.feedback_terms.opening import set_terms
from pages.lifecycle.publishing import create_page, publish, save_draft, show_in
from pages.lifecycle.scheduling import apply_what_is_due
from pages.models import Page, PageRevision, ShownIn

_HISTORY_SHOWN = 50
_SHOWN_IN = {
    ShownIn.MENU: "the menu",
    ShownIn.FOOTER: "the footer",
    ShownIn.NOWHERE: "neither menu nor footer",
}
_WORDS = ("title", "menu_title", "summary", "body", "change_note", "is_notable")


@admin.register(Page)
class PageAdmin(EditorScreen):
    form = PageForm
    view_on_site = False  # a draft is nowhere on the site; our own link knows that
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Page]:
        return Page.objects.in_reading_order().with_live_text().with_shown_title()

    def get_urls(self) -> list[URLPattern]:
        def ours(view: Any, name: str) -> URLPattern:
            screen = self.admin_site.admin_view(partial(view, model_admin=self))
            return path(f"<int:object_id>/{name}/", screen, name=f"pages_page_{name}")

        return [
            ours(moving.show, "move"),
            *lifecycle_screens(self),
            *history_screens(self),
            *preview_link_screens(self),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return tree_view.show(request, self)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return deleting.show(request, self, object_id)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        apply_what_is_due()
        shown = {"history": _history(object_id)} if request.method == "GET" else {}
        return super().change_view(request, object_id, form_url, shown | (extra_context or {}))

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.reader = request.user  # a class made for this request
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Page | None = None) -> Any:
        return (
            (None, {"fields": (*_WORDS, "edited_from", "placed_as")}),
            ("Place", {"fields": (*(("where",) if obj else ("slug", "parent")), "shown_in")}),
            ("Feedback on this page", {"fields": FIELDS}),
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Page | None = None) -> tuple[str, ...]:
        return ("where",) if obj else ()

    @admin.display(description="Address")
    def where(self, page: Page) -> str:
        """The tree and the screen for moving own it: they keep its neighbours in order."""
        if page.is_home:
            return "/ (the home page stays where it is)"
        move = reverse("admin:pages_page_move", args=[page.pk])
        return format_html('{} <a href="{}">Move or rename</a>', page.get_absolute_url(), move)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        assert request.user.is_authenticated  # the admin lets nobody else in
        # For the message afterwards.
        obj.has_new_words = form.has_new_words
        obj.changed_place = []
        obj.has_idle_terms = form.is_without_effect
        if change:
            self._place(obj, form)
            obj.changed_place = _said_of_place(obj, form.changed_data)
        else:
            made = create_page(
                slug=obj.slug,
                parent=obj.parent,
                shown_in=obj.shown_in,
                feedback=obj.feedback,
            )
            set_terms(page=made, said=form.said)
            obj.pk, obj.path = made.pk, made.path
        revision = form.newest
        if revision is None or obj.has_new_words:
            words = {name: form.cleaned_data[name] for name in _WORDS}
            revision = save_draft(page=obj, by=request.user, **words)
        if "_publish" in request.POST:
            publish(revision=revision, by=request.user)

    def _place(self, page: Page, form: Any) -> None:
        if "shown_in" in form.changed_data:
            show_in(page=page, shown_in=page.shown_in)
        if set(FIELDS) & set(form.changed_data):
            set_terms(page=page, said=form.said)

    def response_add(
        self, request: HttpRequest, obj: Page, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self._say_what_was_saved(request, obj)

    def response_change(self, request: HttpRequest, obj: Page) -> HttpResponse:
        return self._say_what_was_saved(request, obj)

    def _say_what_was_saved(self, request: HttpRequest, obj: Any) -> HttpResponse:
        page = Page.objects.with_live_text().get(pk=obj.pk)
        newest, live = page.latest_revision(), page.published_revision
        message: str
        if obj.changed_place and not obj.has_new_words and "_publish" not in request.POST:
            message = f"Saved: {' and '.join(obj.changed_place)}."
        elif newest and newest == live:
            message = format_html(
                'Published: readers see revision {} at <a href="{}">{}</a>.',
                newest.number,
                page.get_absolute_url(),
                page.get_absolute_url(),
            )
        elif newest and live:
            message = format_html(
                "Saved revision {} as a draft. Readers still see revision {}.",
                newest.number,
                live.number,
            )
        else:
            message = "Saved as a draft. Readers can’t see this page until it is published."
        self.message_user(request, message, messages.SUCCESS)
        if obj.changed_place and not message.startswith("Saved: "):
            self.message_user(request, f"Also: {' and '.join(obj.changed_place)}.", messages.INFO)
        if newest and obj.has_new_words and (advice := advice_for(page, newest.body)):
            things = "1 thing" if len(advice) == 1 else f"{len(advice)} things"
            told = format_html(
                '{} to look at: see <a href="#app-checks">Content checks</a>.', things
            )
            self.message_user(request, told, messages.INFO)
        if obj.has_idle_terms:
            self.message_user(
                request,
                "The dates and words for feedback on this page have no effect: it takes over what "
                "is set above. Choose “Open” or “Closed” for them to be used.",
                messages.WARNING,
            )
        return HttpResponseRedirect(reverse("admin:pages_page_change", args=[page.pk]))


def _said_of_place(page: Page, changed: list[str]) -> list[str]:
    told = []
    if "shown_in" in changed:
        told.append(f"the page is now shown in {_SHOWN_IN[ShownIn(page.shown_in)]}")
    if set(FIELDS) & set(changed):
        told.append(f"feedback is now {terms_for(page).in_words}")
    return told


def _history(page: str) -> QuerySet[PageRevision]:
    """The newest versions; all of them are in the list of revisions."""
    if not page.isdecimal():
        return PageRevision.objects.none()
    rows = PageRevision.objects.filter(page=int(page)).order_by("-number")
    return rows.select_related("created_by").defer(*CACHES, "body")[:_HISTORY_SHOWN]
