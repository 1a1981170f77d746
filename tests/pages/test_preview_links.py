"""People without an account read a draft by a link, until it ends."""

import logging
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.core import signing
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django.fixtures import Settings

from coe_site.request_log import JsonFormatter
from pages.lifecycle.publishing import publish, save_draft
from pages.lifecycle.withdrawing import archive
from pages.models import Page, PreviewLink
from pages.preview_links import address_of_link, make_preview_link, revoke
from tests.pages.factories import make_draft, make_page, make_staff, newest
from tests.pages.screens import messages, soup

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 19, 12, tzinfo=UTC)
ENDS = NOW + timedelta(days=14)


@pytest.fixture(autouse=True)
def clock(time_machine: Any) -> Any:
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def sam() -> User:
    return make_staff("sam", "editors")


def linked(page: Page, by: User) -> tuple[PreviewLink, str]:
    link = make_preview_link(page=page, expires_at=ENDS, by=by, note="The review group")
    return link, urlsplit(address_of_link(link)).path


def test_newest_draft_is_read_in_the_pages_own_look(client: Client, sam: User) -> None:
    page = make_page("plans", body="Old.")
    save_draft(page=page, by=sam, title="Ideas", body="## New\n\nWords.")
    response = client.get(linked(page, sam)[1])
    shown = soup(response)
    assert (response.status_code, shown.h1.text) == (200, "Ideas")  # type: ignore[union-attr]
    assert "Draft for review, until 3 December 2026. Please don’t share." in " ".join(
        shown.text.split()
    )
    assert shown.select(".app-prose h2")[0].text.startswith("New")
    assert (shown.select("form[method=post]"), shown.select("#app-feedback")) == ([], [])


def test_nobody_keeps_or_finds_it(client: Client, sam: User) -> None:
    _, address = linked(make_draft("plans"), sam)
    for response in (client.get(address), client.get("/preview/forged/"), client.head(address)):
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Referrer-Policy"] == "no-referrer"
        assert not response.cookies
    assert 'rel="canonical"' not in client.get(address).content.decode()
    assert client.get(f"{address}?x=%27&q=y").status_code == 200
    assert client.post(address).status_code == 405


def test_ended_forged_and_deleted_are_one_and_the_same(
    client: Client, sam: User, clock: Any
) -> None:
    page = make_draft("plans", title="Secret")
    revoked, deleted, expired = (linked(page, sam) for _ in range(3))
    other = make_draft("other", title="Secret")
    archived = linked(other, sam)[1]
    archive(page=other, by=sam)
    revoke(link=revoked[0], by=sam)
    deleted[0].delete()
    answers = [client.get(address) for address in (revoked[1], deleted[1], archived)]
    key = str(expired[0].pk)
    forged = (
        "x",
        key,
        f"{key}.x",
        signing.Signer(sep=".").sign(key),
        signing.Signer(salt="pages.preview_links", sep=".").sign("9" * 40),
        signing.Signer(salt="pages.preview_links", sep=".").sign("x"),
        "9" * 5_000,
        "%F0%9F%98%80",
    )
    answers += [client.get(f"/preview/{token}/") for token in forged]
    clock.move_to(ENDS, tick=False)
    answers.append(client.get(expired[1]))
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert b"Secret" not in answers[0].content
    assert b"This preview link has ended" in answers[0].content


def test_published_meanwhile_is_said(client: Client, sam: User) -> None:
    page = make_draft("plans")
    _, address = linked(page, sam)
    publish(revision=newest(page), by=sam)
    shown = soup(client.get(address))
    assert "Draft for review" not in shown.text
    assert [one["href"] for one in shown.select(".app-preview-banner a")] == ["/plans/"]


def test_the_key_is_never_logged(
    client: Client, sam: User, caplog: pytest.LogCaptureFixture
) -> None:
    _, address = linked(make_draft("plans"), sam)
    caplog.set_level(logging.DEBUG)
    client.get(address)
    client.get(f"{address}x/")
    client.post(address)
    logged = "\n".join(map(JsonFormatter().format, caplog.records))
    assert "/preview/<str:token>/" in logged
    assert address.split("/")[2] not in logged


def test_revoked_once(sam: User) -> None:
    link, _ = linked(make_draft("plans"), sam)
    revoke(link=link, by=sam)
    assert revoke(link=link, by=make_staff("kim")).revoked_by == sam


def test_a_link_ends_in_the_future(sam: User) -> None:
    with pytest.raises(ValidationError, match="has passed"):
        make_preview_link(page=make_draft("plans"), expires_at=NOW, by=sam)


# The staff's screen


def screen(page: Page, name: str = "preview-links") -> str:
    return f"/admin/pages/page/{page.pk}/{name}/"


def test_link_is_made_listed_and_ended(client: Client, sam: User, settings: Settings) -> None:
    settings.SITE_URL = "https://example.org"
    client.force_login(sam)
    page = make_draft("plans")
    assert "No links yet." in soup(client.get(screen(page))).text
    response = client.post(screen(page), {"note": "Board", "days": "7"}, follow=True)
    link = PreviewLink.objects.get()
    assert (link.note, link.created_by, link.expires_at) == ("Board", sam, NOW + timedelta(7))
    field = soup(response).select_one(".app-copy input")
    assert field is not None
    assert field["value"] == address_of_link(link)
    assert str(field["value"]).startswith("https://example.org/preview/")
    response = client.post(screen(page, "end-preview-link"), {"link": str(link.pk)}, follow=True)
    assert "The link has ended" in messages(response)[0]
    assert "Ended by sam on 19 November 2026." in " ".join(soup(response).text.split())
    assert soup(response).select(".app-copy") == []


@pytest.mark.parametrize("days", ["", "8", "x", "9" * 99])
def test_only_the_days_offered(client: Client, sam: User, days: str) -> None:
    client.force_login(sam)
    response = client.post(screen(make_draft("plans")), {"note": "Board", "days": days})
    assert (response.status_code, PreviewLink.objects.count()) == (422, 0)
    assert soup(response).select_one("#id_note")["value"] == "Board"  # type: ignore[index]


def test_the_link_of_another_page_is_not_ended(client: Client, sam: User) -> None:
    client.force_login(sam)
    link, _ = linked(make_draft("plans"), sam)
    other = make_draft("other")
    for typed in (str(link.pk), "", "x", "9" * 40):
        client.post(screen(other, "end-preview-link"), {"link": typed})
    link.refresh_from_db()
    assert link.revoked_at is None


def test_screen_is_for_those_who_may_change_pages(client: Client) -> None:
    page = make_draft("plans")
    client.force_login(make_staff("mo", "moderators"))
    assert client.get(screen(page)).status_code == 403
    assert client.post(screen(page), {"days": "7"}).status_code == 403
