"""Every address of the site, walked as every kind of person, is as docs/rights.md says."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client
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
    signed_in,
)
from tests.pages.pictures import make_figure
from tests.running_site import BASE_DIR

CAST = {
    "visitor": None,
    "staff with no group": make_staff_without_rights,
    "editor": make_editor,
    "moderator": make_moderator,
    "analyst": make_analyst,
    "administrator": make_administrator,
}
SHOWN, REFUSED, ABSENT = "yes", "–", "none"


def declared() -> dict[str, dict[str, str]]:
    """The last table of docs/rights.md: name of the address, then what each person gets."""
    table = (BASE_DIR / "docs" / "rights.md").read_text().rsplit("\n\n|", 1)[1]
    head, _, *rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in table.strip().splitlines()
    ]
    return {row[0].strip("`"): dict(zip(head[1:], row[1:], strict=True)) for row in rows}


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


def test_every_address_is_declared_and_no_other() -> None:
    assert set(NAMED) == set(declared())


def test_everybody_is_declared() -> None:
    assert {tuple(row) for row in declared().values()} == {tuple(CAST)}


@pytest.mark.django_db
@pytest.mark.parametrize("person", CAST)
def test_each_address_answers_as_declared(person: str) -> None:
    stage = _set_stage()
    user = _join(person)

    got = {name: _outcome(name, pattern, stage, user) for name, pattern in NAMED.items()}

    assert got == {name: row[person] for name, row in declared().items()}


@pytest.mark.django_db
def test_unnamed_addresses_show_nothing_to_a_visitor() -> None:
    for address in ("/admin/anything/at/all/", "/admin/feedback/role/1/"):
        assert Client().get(address).status_code in {302, 404}


def _set_stage() -> dict[str, Any]:
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


def _join(person: str) -> User | None:
    make = CAST[person]
    return make() if make else None


def _outcome(name: str, pattern: str, stage: dict[str, Any], user: User | None) -> str:
    # A client of its own for each: one of the addresses signs out.
    client = signed_in(user) if user else Client()
    address = "/" + _filled_in(name, pattern, stage)
    response = client.get(address)
    if response.status_code == 405:
        response = client.post(address)
    if response.status_code == 404:
        return ABSENT
    if response.status_code == 403 or "/admin/login/" in response.get("Location", ""):
        return REFUSED
    # Some addresses only lead on.
    assert response.status_code in {200, 302}, (name, response.status_code)
    return SHOWN


def _filled_in(name: str, pattern: str, stage: dict[str, Any]) -> str:
    def value(match: re.Match[str]) -> str:
        if match[1] in {"object_id", "id"}:
            _, app, model, *_ = re.split("[:_]", name)
            row = apps.get_model(app, model).objects.order_by("pk").first()
            assert row is not None, f"{name} needs a row"
            return str(row.pk)
        return str(stage.get(name) or stage[match[1]])

    pattern = re.sub(r"\^\(\?P<app_label>.*", "feedback/", pattern)
    return re.sub(r"<(?:\w+:)?(\w+)>", value, pattern)
