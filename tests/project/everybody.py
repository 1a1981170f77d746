"""One row of everything an address may ask for, and the people who ask."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from feedback.models import ExportLog, Theme
from feedback.models.export_log import ExportProfile
from pages.moving import keep_old_address
from pages.preview_links import address_of_link, make_preview_link
from pages.searching.misses import keep_miss
from tests.feedback.factories import (
    make_administrator,
    make_analyst,
    make_editor,
    make_moderator,
    make_page,
    make_staff_without_rights,
    make_submission,
)
from tests.pages.pictures import make_figure

CAST = {
    "visitor": None,
    "staff with no group": make_staff_without_rights,
    "editor": make_editor,
    "moderator": make_moderator,
    "analyst": make_analyst,
    "administrator": make_administrator,
}


def addresses(
    resolver: URLResolver | None = None, before: str = "", space: str = ""
) -> Iterator[tuple[str, str]]:
    """The name and the pattern of each address there is."""
    for one in (resolver or get_resolver()).url_patterns:
        pattern = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(one, pattern, f"{one.namespace}:" if one.namespace else space)
        elif isinstance(one, URLPattern) and one.name:
            yield space + one.name, pattern


NAMED = dict(addresses())


def set_stage() -> dict[str, Any]:
    """One row of everything an address may ask for."""
    make_staff_without_rights("somebody")
    make_page(title="Home", slug="")
    page = make_page()
    submission = make_submission(page, email="sender@example.org")
    Theme.objects.create(name="Capacity", slug="capacity")
    ExportLog.objects.create(profile=ExportProfile.FULL, file_format="csv")
    keep_miss("workforce")
    keep_old_address(path="earlier", page=page)
    figure = make_figure()
    until = timezone.now() + timedelta(days=1)
    link = make_preview_link(page=page, expires_at=until, by=make_editor("previewing"))
    return {
        "preview": address_of_link(link).rstrip("/").rpartition("/")[2],
        "digest": figure.digest,
        "ending": "png",
        "page_path": page.path,
        "path": page.path,
        "token": submission.token,
    }


def join(person: str) -> User | None:
    make = CAST[person]
    return make() if make else None


def filled_in(name: str, pattern: str, stage: dict[str, Any]) -> str:
    def value(match: re.Match[str]) -> str:
        if match[1] in {"object_id", "id"}:
            _, app, model, *_ = re.split("[:_]", name)
            row = apps.get_model(app, model).objects.order_by("pk").first()
            assert row is not None, f"{name} needs a row"
            return str(row.pk)
        return str(stage.get(name) or stage[match[1]])

    pattern = re.sub(r"\^\(\?P<app_label>.*", "feedback/", pattern)
    return re.sub(r"<(?:\w+:)?(\w+)>", value, pattern)
