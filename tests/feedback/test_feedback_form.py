"""The form: its fields, wording and order are the contract."""

import pytest
from django.test import Client

from feedback.models import Role
from pages.models import Page
from tests.feedback.sending import send, soup_of

pytestmark = pytest.mark.django_db


def test_form_has_the_contracts_fields_in_order(client: Client, page: Page) -> None:
    soup = soup_of(client.get("/status/"))

    shown = soup.select("main form .govuk-form-group")
    names = [one.select_one("input, select, textarea")["name"] for one in shown]  # type: ignore[index]
    assert names[:6] == ["sentiment", "summary", "details", "role", "organisation", "email"]


def test_form_offers_the_sources_own_wording(client: Client, page: Page) -> None:
    soup = soup_of(client.get("/comment/status/"))

    sentiments = [option.text for option in soup.select("#id_sentiment option")]
    roles = [option.text for option in soup.select("#id_role option")]
    assert sentiments == [
        "— Select (optional) —",
        "I’m enthusiastic about this",
        "I’m unsure about this",
        "I disagree with this",
        "I have a general reflection on this",
        "I’ve identified a specific issue with this",
        "Other",
    ]
    assert roles == [
        "— Select your role —",
        "Local authority data professional",
        "Local authority digital professional",
        "Local authority children’s social care professional",
        "Local authority leadership",
        "Central government data professional",
        "Central government digital professional",
        "Central government social care professional",
        "Central government leadership",
        "Other public sector professional role",
        "Data and digital supplier/partner",
        "Data and digital consultant",
        "Other private sector professional role",
        "Person (with current or previous social care involvement as a service user)",
        "Person (without current or previous social care involvement as a service user)",
    ]


def test_retired_role_is_not_offered_and_not_taken(client: Client, page: Page) -> None:
    Role.objects.filter(slug="la-data").update(is_active=False)

    assert not soup_of(client.get("/comment/status/")).select("option[value=la-data]")
    assert send(client).status_code == 422


def test_link_fills_in_role_and_organisation(client: Client, page: Page) -> None:
    soup = soup_of(client.get("/status/?role=la-data&organisation=Rut%0Bland&email=a@b.uk"))

    assert soup.select_one("#id_role option[selected]")["value"] == "la-data"  # type: ignore[index]
    assert not soup.select_one("#id_email").get("value")  # type: ignore[union-attr]


def test_readers_get_no_cookie_and_no_token(client: Client, page: Page) -> None:
    for response in (client.get("/status/"), client.get("/comment/status/"), send(client)):
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert b"csrfmiddlewaretoken" not in response.content
