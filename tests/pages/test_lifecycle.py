"""Pages are taken from readers, archived and brought back, and each can be undone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core import signing
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from pages.lifecycle.publishing import publish, save_draft
from pages.lifecycle.renewing import set_site_setting
from pages.lifecycle.scheduling import schedule_publication, schedule_withdrawal
from pages.lifecycle.standing import STANDING, Change, put_back, standing_of
from pages.lifecycle.withdrawing import archive, bring_back, withdraw
from pages.models import Page, PageStatus, SiteSetting
from tests.pages.factories import make_draft, make_page, make_site, make_staff, newest

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam() -> User:
    return make_staff("sam")


def again(page: Page) -> Page:
    return Page.objects.get(pk=page.pk)


def test_withdrawn_page_keeps_its_words_and_is_seen_by_nobody(client: Client, sam: User) -> None:
    page = make_page("plans")
    withdraw(page=page, by=sam)
    page = again(page)
    assert (page.status, page.published_revision) == (PageStatus.DRAFT, None)
    assert newest(page).body == "Words."
    assert client.get("/plans/").status_code == 404
    assert b"plans" not in client.get("/search/?q=words").content


@pytest.mark.parametrize("path", ["system", "system/value"])
def test_unpublished_page_is_said_to_be_away(client: Client, sam: User, path: str) -> None:
    make_site()
    withdraw(page=Page.objects.get(path="system"), by=sam)
    response = client.get(f"/{path}/")
    heading = BeautifulSoup(response.content, "html.parser").select_one("h1")
    assert heading is not None
    assert (response.status_code, heading.text) == (404, "This page is not available at the moment")


def test_archived_page_says_so_and_leads_on(client: Client, sam: User) -> None:
    make_site()
    page = Page.objects.get(path="system/status")
    archive(page=page, by=sam)
    response = client.get("/system/status/")
    assert response.status_code == 410
    main = BeautifulSoup(response.content, "html.parser").select_one("main")
    assert main is not None
    assert [(link.text, link["href"]) for link in main.select("a")] == [
        ("System", "/system/"),
        ("go to the home page", "/"),
    ]
    assert main.select('form[action="/search/"]')
    assert "Status" not in response.content.decode()


def test_below_an_archived_page_is_withdrawn_too(client: Client, sam: User) -> None:
    make_site()
    archive(page=Page.objects.get(path="system"), by=sam)
    assert client.get("/system/value/").status_code == 410
    assert "It was part of" not in client.get("/system/value/").content.decode()


def test_what_readers_never_saw_is_not_admitted_to(client: Client, sam: User) -> None:
    page = make_draft("secret")
    archive(page=page, by=sam)
    response = client.get("/secret/")
    assert response.status_code == 404
    assert b"Page not found" in response.content


@pytest.mark.parametrize("address", ["/a" * 600 + "/", "/" + "x" * 5_000 + "/", "/a//b/"])
def test_odd_addresses_are_not_found(
    client: Client, address: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(5):
        assert client.get(address).status_code == 404


def test_brought_back_is_a_draft(client: Client, sam: User) -> None:
    page = make_page("plans")
    archive(page=page, by=sam)
    bring_back(page=page, by=sam)
    assert again(page).status == PageStatus.DRAFT
    assert client.get("/plans/").status_code == 404


@pytest.mark.parametrize("activity", [withdraw, archive])
def test_home_stays(sam: User, activity: Callable[..., Change]) -> None:
    with pytest.raises(ValidationError, match="The home page stays"):
        activity(page=make_page(""), by=sam)


def test_what_is_so_already_is_refused_and_noted_nowhere(sam: User) -> None:
    draft, archived = make_draft("draft"), make_draft("archived")
    archive(page=archived, by=None)
    for activity, page in ((withdraw, draft), (bring_back, draft), (archive, archived)):
        with pytest.raises(ValidationError):
            activity(page=page, by=sam)
    assert not LogEntry.objects.exists()


def test_publishing_brings_an_archived_page_back(sam: User) -> None:
    page = make_page()
    archive(page=page, by=sam)
    publish(revision=newest(page), by=sam)
    assert again(page).is_published


# Undo


def scheduled(page: Page, sam: User) -> Change:
    draft = save_draft(page=page, by=sam, title="New", body="New.")
    return schedule_publication(revision=draft, at=timezone.now() + timedelta(days=1), by=sam)


def to_be_withdrawn(page: Page, sam: User) -> Change:
    return schedule_withdrawal(page=page, at=timezone.now() + timedelta(days=2), by=sam)


def withdrawn(page: Page, sam: User) -> Change:
    return withdraw(page=page, by=sam)


def archived(page: Page, sam: User) -> Change:
    scheduled(page, sam)
    to_be_withdrawn(page, sam)
    return archive(page=page, by=sam)


def back(page: Page, sam: User) -> Change:
    archive(page=page, by=sam)
    return bring_back(page=page, by=sam)


@pytest.mark.parametrize("activity", [scheduled, to_be_withdrawn, withdrawn, archived, back])
def test_undone_is_exactly_as_before(sam: User, activity: Callable[..., Change]) -> None:
    page = make_page()
    change = activity(page, sam)
    assert standing_of(again(page)) == change.after
    put_back(page=page, token=change.undo_token, by=sam)
    assert standing_of(again(page)) == change.before
    assert change.before != change.after
    assert LogEntry.objects.latest("pk").change_message == "Undid the change before."


def test_undo_shows_todays_facts(sam: User) -> None:
    page = make_page(body="Ask {{ foi_contact }}.")
    change = withdraw(page=page, by=sam)
    setting = SiteSetting.objects.get(slug="foi_contact")
    set_site_setting(setting=setting, value="the clerk", by=sam)
    put_back(page=page, token=change.undo_token, by=sam)
    page = again(page)
    assert newest(page).text == "Ask the clerk."
    assert page.text_changed_at is not None
    assert page.text_changed_at.isoformat() > change.before["text_changed_at"]


def test_what_changed_since_is_not_undone(sam: User) -> None:
    page = make_page()
    change = withdraw(page=page, by=sam)
    publish(revision=newest(page), by=sam)
    with pytest.raises(ValidationError, match="has changed since"):
        put_back(page=page, token=change.undo_token, by=sam)
    assert again(page).is_published


def test_undo_is_for_the_same_page_within_the_hour(sam: User) -> None:
    page, other = make_page("one"), make_page("other")
    change = withdraw(page=page, by=sam)
    with pytest.raises(ValidationError, match="has changed since"):
        put_back(page=other, token=change.undo_token, by=sam)
    token = change.undo_token
    with (
        time_machine.travel(timezone.now() + timedelta(minutes=61)),
        pytest.raises(ValidationError, match="too late"),
    ):
        put_back(page=page, token=token, by=sam)


def test_undo_takes_nobody_elses_word(sam: User) -> None:
    page = make_draft()
    forged: Any = [page.pk, dict.fromkeys(STANDING, None), standing_of(page)]
    for token in (signing.dumps(forged), "", "x:y:z", "\ud800"):
        with pytest.raises(ValidationError, match="too late"):
            put_back(page=page, token=token, by=sam)
