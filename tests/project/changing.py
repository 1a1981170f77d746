"""Every way to change something, with what a browser would post of it."""

from datetime import timedelta
from typing import Any

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from feedback.models import Submission
from pages.figures.encoding import encode_picture
from pages.figures.keeping import add_figure
from pages.lifecycle.withdrawing import archive, withdraw
from pages.models import (
    Aspect,
    Figure,
    Influence,
    OldAddress,
    Page,
    PreviewLink,
    SearchMiss,
    SiteFeedback,
    SiteSetting,
)
from tests.feedback.factories import make_administrator, make_page, make_revision, signed_in
from tests.pages import screens
from tests.pages.factories import make_draft
from tests.pages.pictures import picture_file

# What is kept of visits, whoever makes them.
_OF_VISITS = {"django_session", "pages_openeditor", "pages_searchmiss"}

Changes = dict[str, tuple[str, dict[str, Any]]]


def everything() -> dict[str, str]:
    """A digest of each table, so that one row changed anywhere is seen."""
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(tables - _OF_VISITS):
            rows = f"SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM {table} t"
            cursor.execute(rows)
            found[table] = cursor.fetchone()[0]
    return found


def what_changes() -> Changes:
    """Of each address that changes something: where it is and what is posted there. The stage
    is set."""
    administrator = make_administrator("filling-in")
    client = signed_in(administrator)

    def form(row: Any, **changed: Any) -> tuple[str, dict[str, Any]]:
        address = at(row)
        return address, screens.filled_in(client, address) | changed | {"_save": "1"}

    figure, link = Figure.objects.get(), PreviewLink.objects.get()
    draft, gone, withdrawn = make_draft("draft"), make_page("gone"), make_page("withdrawn")
    spare = add_figure(
        picture=encode_picture(picture_file()), name="spare", by=None, is_decorative=True
    )
    make_revision(gone, body="Other words.")
    archive(page=gone, by=administrator)
    undo = withdraw(page=withdrawn, by=administrator).undo_token
    submission = Submission.objects.get()
    return _of_pages(client, draft, gone, form) | {
        "pages_page_undo": (at(withdrawn, "undo"), {"token": undo}),
        "pages_page_end_preview_link": (at(link.page, "end-preview-link"), {"link": link.pk}),
        "pages_figure_add": ("/admin/pages/figure/add/", {"name": "new", "is_decorative": "on"}),
        "pages_figure_picker": (
            "/admin/pages/figure/picker/",
            {"name": "new", "is_decorative": "on"},
        ),
        "pages_figure_change": form(figure, alternative_text="Forced"),
        "pages_figure_delete": (at(spare, "delete"), {"post": "yes"}),
        "pages_oldaddress_delete": (at(OldAddress.objects.get(), "delete"), {"post": "yes"}),
        "pages_searchmiss_delete": (at(SearchMiss.objects.get(), "delete"), {"post": "yes"}),
        "pages_aspect_add": (
            "/admin/pages/aspect/add/",
            {"name": "Forced", "slug": "forced", "description": "Forced.", "position": "9"},
        ),
        "pages_aspect_change": form(Aspect.objects.first(), name="Forced"),
        "pages_aspect_delete": (at(Aspect.objects.first(), "delete"), {"post": "yes"}),
        "pages_influence_change": form(Influence.objects.first(), when_falling="Forced."),
        "pages_influence_delete": (at(Influence.objects.first(), "delete"), {"post": "yes"}),
        "pages_sitefeedback_change": form(SiteFeedback.objects.get(), feedback="closed"),
        "pages_sitesetting_change": form(SiteSetting.objects.first(), value="Forced"),
        "feedback_submission_change": (
            at(submission),
            {"status": "spam", "note": "", "seen_version": submission.version},
        ),
        "feedback_submission_enter": (
            "/admin/feedback/submission/enter/",
            {
                "page": gone.pk,
                "source": "call",
                "given_on": "2026-01-02",
                "role": "la-data",
                "sentiment": "unsure",
                "summary": "Forced",
                "key": "k",
            },
        ),
    }


def post(client: Client, address: str, data: dict[str, Any]) -> Any:
    if address.startswith("/admin/pages/figure/") and "name" in data:
        data = data | {"upload": SimpleUploadedFile("new.png", picture_file())}
    return client.post(address, data)


def at(row: Any, screen: str = "change") -> str:
    return f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/{screen}/"


def _of_pages(client: Client, draft: Page, gone: Page, form: Any) -> Changes:
    tomorrow = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    tree = screens.soup(client.get("/admin/pages/page/"))
    up = tree.select_one(f'button[name="up"][formaction="{at(draft, "move")}"]')
    schedule = screens.soup(client.get(at(draft, "schedule")))
    seen = schedule.select_one('input[name="publish-seen"]')
    assert up is not None
    assert seen is not None
    return {
        "pages_page_add": (
            "/admin/pages/page/add/",
            screens.filled_in(client, "/admin/pages/page/add/")
            | {"title": "Forced", "slug": "forced", "body": "Words", "_publish": "1"},
        ),
        "pages_page_change": form(draft, title="Forced"),
        "pages_page_unpublish": (at(Page.objects.get(slug="status"), "unpublish"), {}),
        "pages_page_archive": (at(draft, "archive"), {}),
        "pages_page_bring_back": (at(gone, "bring-back"), {}),
        "pages_page_schedule": (
            at(draft, "schedule"),
            {"do": "publish", "publish-at": tomorrow, "publish-seen": seen["value"]},
        ),
        "pages_page_move": (at(draft, "move"), {"up": up["value"]}),
        "pages_page_delete": (at(draft, "delete"), {"post": "yes"}),
        "pages_page_restore": (at(gone, "restore"), {"revision": "1", "newest": "2"}),
        "pages_page_preview_links": (at(draft, "preview-links"), {"days": "7", "note": "x"}),
    }
