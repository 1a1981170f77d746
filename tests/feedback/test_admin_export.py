"""The export screen: exactly the rows of the list, for those who may, and always logged."""

import io
import json
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Permission, User
from django.test import Client
from openpyxl import load_workbook  # type: ignore[import-untyped]

from feedback.export import exporting, workbook
from feedback.models import ExportLog, Submission
from pages.models import Page
from tests.feedback.factories import (
    make_administrator,
    make_analyst,
    make_editor,
    make_moderator,
    make_staff_without_rights,
    make_submission,
    signed_in,
)
from tests.feedback.screens import EXPORT, asked, content_of, rows_of

pytestmark = pytest.mark.django_db


# Exactly the rows on the list


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["About funding", "Held"]),
        ("?status=all", ["About funding", "Held", "Other role"]),
        ("?q=funds", ["About funding"]),
        ("?role=cg-data&status=all", ["Other role"]),
        ("?suspected=spam", ["Held"]),
        ("?region=London", []),
    ],
)
def test_export_has_exactly_the_rows_of_the_list(
    page: Page, analyst: User, query: str, expected: list[str]
) -> None:
    make_submission(page, summary="About funding")
    make_submission(page, summary="Held", suspected_spam=True)
    decided = make_submission(page, summary="Other role", role="cg-data")
    moderator = make_moderator()
    Submission.objects.filter(pk=decided.pk).update(
        triage_status="actioned", triaged_at=decided.received_at, triaged_by=moderator
    )

    rows = rows_of(signed_in(analyst).post(f"{EXPORT}{query}", asked()))

    assert sorted(row["summary"] for row in rows) == expected


def test_screen_says_how_many_and_links_back(page: Page, analyst: User) -> None:
    for _ in range(3):
        make_submission(page)
    body = signed_in(analyst).get(f"{EXPORT}?role=la-data").content.decode()
    assert "3 pieces of feedback" in body
    assert 'href="/admin/feedback/submission/?status=new&amp;role=la-data"' in body


@time_machine.travel("2026-11-03 09:00 +0000")
@pytest.mark.parametrize(
    ("file_format", "content_type"),
    [
        ("csv", "text/csv; charset=utf-8"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("json", "application/json"),
    ],
)
def test_the_file_has_a_name_with_the_date(
    page: Page, analyst: User, file_format: str, content_type: str
) -> None:
    response = signed_in(analyst).post(EXPORT, asked(file_format=file_format))
    assert response["Content-Type"] == content_type
    name = f"feedback-2026-11-03-anonymous.{file_format}"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "no-store" in response["Cache-Control"]
    assert content_of(response)


def test_the_three_formats_agree(page: Page, analyst: User) -> None:
    make_submission(page, summary="=1+1", details="One\n\n- two", suspected_spam=True)
    client = signed_in(analyst)

    from_csv = rows_of(client.post(EXPORT, asked()))
    from_json = json.loads(content_of(client.post(EXPORT, asked(file_format="json"))))
    sheet = load_workbook(
        io.BytesIO(content_of(client.post(EXPORT, asked(file_format="xlsx"))))
    ).active
    assert sheet is not None
    header, *cells = sheet.iter_rows(values_only=True)

    assert list(from_csv[0]) == list(from_json[0]) == list(header)
    in_cells = dict(zip(header, cells[0], strict=True))
    for name, written in from_csv[0].items():
        assert _as_csv(in_cells[name]) == written
    assert from_csv[0]["summary"] == "'=1+1"
    assert from_csv[0]["details"] == "One\n\n'- two"
    assert from_json[0]["summary"] == "=1+1"
    assert from_json[0]["suspected_spam"] is True
    assert in_cells["revision_number"] == 1


def _as_csv(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def test_too_many_rows_for_a_format_made_in_memory(
    page: Page, analyst: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "MOST_ROWS", 2)
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    for _ in range(3):
        make_submission(page)
    client = signed_in(analyst)
    response = client.post(EXPORT, asked(file_format="xlsx"))
    assert response.status_code == 422
    assert "Choose CSV, which holds any number" in response.content.decode()
    assert not ExportLog.objects.exists()
    assert len(rows_of(client.post(EXPORT, asked()))) == 3


# Who may


@pytest.mark.parametrize(
    ("make", "status"),
    [
        (make_editor, 403),
        (make_staff_without_rights, 403),
        (make_moderator, 403),
        (make_analyst, 200),
        (make_administrator, 200),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_export(page: Page, make: Any, status: int, method: str) -> None:
    make_submission(page)
    response = getattr(signed_in(make()), method)(EXPORT, asked())
    assert response.status_code == status
    is_exported = status == 200 and method == "post"
    assert ExportLog.objects.exists() is is_exported
    assert not is_exported or content_of(response)


def test_a_visitor_is_sent_to_sign_in(client: Client, page: Page) -> None:
    assert client.post(EXPORT, asked())["Location"].startswith("/admin/login/")
    assert not ExportLog.objects.exists()


def test_export_needs_the_right_to_read(page: Page) -> None:
    user = make_staff_without_rights()
    user.user_permissions.add(Permission.objects.get(codename="export_submission"))
    assert signed_in(user).post(EXPORT, asked()).status_code == 403


@pytest.mark.parametrize("file_format", ["csv", "xlsx", "json"])
def test_the_full_profile_needs_the_right_to_contact_details(
    page: Page, analyst: User, file_format: str
) -> None:
    make_submission(page, email="reader@example.org")
    client = signed_in(analyst)
    full = asked(profile="full", file_format=file_format)

    response = client.post(EXPORT, full)

    assert response.status_code == 422
    assert "Select a profile that is open to you" in response.content.decode()
    assert 'value="full"' not in client.get(EXPORT).content.decode()
    assert not ExportLog.objects.exists()
    content = content_of(signed_in(make_administrator()).post(EXPORT, full))
    if file_format != "xlsx":
        assert b"reader@example.org" in content


def test_the_anonymous_profile_has_no_contact_details(page: Page) -> None:
    make_submission(page, email="reader@example.org")
    content = content_of(signed_in(make_administrator()).post(EXPORT, asked()))
    assert b"reader@example.org" not in content
    assert b"may_contact" not in content


@pytest.mark.parametrize(
    "changes", [{"file_format": ""}, {"file_format": "exe"}, {"profile": ""}, {"profile": "all"}]
)
def test_garbage_is_refused(page: Page, analyst: User, changes: dict[str, str]) -> None:
    assert signed_in(analyst).post(EXPORT, asked(**changes)).status_code == 422
    assert not ExportLog.objects.exists()


def test_other_methods_are_refused(analyst: User) -> None:
    assert signed_in(analyst).delete(EXPORT).status_code == 405
