"""The site's pictures as a gallery: where each is shown, its words, and those still missing."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join

from pages.admin.figure_form import FigureWordsForm, NewFigureForm
from pages.admin.figure_picker import markdown_for, pick_figure
from pages.figures.keeping import FigureInUse, add_figure, delete_figure, describe_figure
from pages.figures.uses import figures_waited_for, uses
from pages.models import Figure

_WORDS = ("alternative_text", "is_decorative", "caption", "credit")


@admin.register(Figure)
class FigureAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    change_list_template = "admin/pages/figure/change_list.html"
    delete_confirmation_template = "admin/pages/figure/delete_confirmation.html"
    search_fields = ("name", "alternative_text", "caption", "credit")
    search_help_text = "Search by name, alternative text, caption or credit."
    ordering = ("-created_at",)
    list_per_page = 48
    actions = None
    view_on_site = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Figure]:
        return super().get_queryset(request).defer("content")

    def get_urls(self) -> list[URLPattern]:
        picker = path(
            "picker/", self.admin_site.admin_view(pick_figure), name="pages_figure_picker"
        )
        return [picker, *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        response = super().changelist_view(request, extra_context)
        if isinstance(response, TemplateResponse) and "cl" in (response.context_data or {}):
            assert response.context_data is not None
            shown = uses()
            response.context_data |= {
                "title": "Figures",
                "gallery": [
                    (figure, shown.get(figure.name, {}))
                    for figure in response.context_data["cl"].result_list
                ],
                "waited_for": figures_waited_for(),
            }
        return response

    # One figure

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        kwargs["form"] = FigureWordsForm if obj else NewFigureForm
        return super().get_form(request, obj, change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        if obj is None:
            return ["upload", "name", *_WORDS]
        if not self.has_change_permission(request, obj):
            return ["picture", "markdown", "shown_on", *_WORDS]
        return ["picture", "markdown", "shown_on", *_WORDS, "seen"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["picture", "markdown", "shown_on"] if obj else []

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A missing figure's own words come with the link to upload it."""
        return {name: request.GET.get(name, "") for name in ("name", "alternative_text", "caption")}

    @admin.display(description="Picture")
    def picture(self, figure: Figure) -> str:
        return format_html(
            '<img class="app-figure-whole" src="{}" width="{}" height="{}" alt="{}">'
            '<span class="app-figure-facts">{}, {} × {} points</span>',
            figure.get_absolute_url(),
            figure.width,
            figure.height,
            figure.alternative_text,
            figure.get_media_type_display(),
            figure.width,
            figure.height,
        )

    @admin.display(description="To show it")
    def markdown(self, figure: Figure) -> str:
        return format_html(
            "Write <code>{}</code> in a page, in a paragraph of its own. Words you put in the "
            "square brackets, or in quotation marks after the name, replace those below.",
            markdown_for(figure),
        )

    @admin.display(description="Shown on")
    def shown_on(self, figure: Figure) -> str:
        pages = uses().get(figure.name, {})
        return _links(pages) if pages else "No page yet."

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        assert request.user.is_authenticated  # the admin lets nobody else in
        words = {name: form.cleaned_data[name] for name in _WORDS}
        if change:
            describe_figure(figure=obj, by=request.user, **words)
            return
        same = Figure.objects.filter(digest=form.picture.digest).values_list("name", flat=True)
        for name in same[:1]:
            self.message_user(
                request, f"The same picture is also here as “{name}”.", messages.WARNING
            )
        figure = add_figure(
            picture=form.picture, name=form.cleaned_data["name"], by=request.user, **words
        )
        for note in form.picture.notes:
            self.message_user(request, note, messages.INFO)
        obj.__dict__.update(figure.__dict__)

    def response_add(
        self, request: HttpRequest, obj: Figure, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self._saved(request, obj, "Added")

    def response_change(self, request: HttpRequest, obj: Figure) -> HttpResponse:
        return self._saved(request, obj, "Saved")

    def _saved(self, request: HttpRequest, figure: Figure, verb: str) -> HttpResponse:
        self.message_user(
            request,
            format_html(
                "{} “{}”. To show it, write <code>{}</code> in a page.",
                *(verb, figure.name, markdown_for(figure)),
            ),
            messages.SUCCESS,
        )
        return HttpResponseRedirect(reverse("admin:pages_figure_change", args=[figure.pk]))

    # Taking one away

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        figure = self.get_object(request, object_id)
        pages = uses().get(figure.name, {}) if figure else {}
        shown = {"title": "Delete figure", "shown_on": _links(pages) if pages else ""}
        try:
            return super().delete_view(request, object_id, shown | (extra_context or {}))
        except (FigureInUse, ValidationError) as refusal:
            told = " ".join(refusal.messages) if isinstance(refusal, ValidationError) else refusal
            self.message_user(request, f"{told} It has not been deleted.", messages.ERROR)
            return HttpResponseRedirect(reverse("admin:pages_figure_change", args=[object_id]))

    def delete_model(self, request: HttpRequest, obj: Figure) -> None:
        delete_figure(figure=obj)


def _links(pages: dict[int, str]) -> str:
    return format_html_join(
        ", ",
        '<a href="{}">{}</a>',
        ((reverse("admin:pages_page_change", args=[pk]), title) for pk, title in pages.items()),
    )
