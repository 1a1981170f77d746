"""Roles, organisations and themes: the second of two who save is told what the first has done."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User

from feedback.models import Organisation, OrganisationAlias, Role, Theme
from tests.feedback.factories import make_administrator, signed_in
from tests.feedback.screens import change, save

pytestmark = pytest.mark.django_db


def filled_in(response: Any) -> dict[str, str]:
    """What the form would send, as it came."""
    form = BeautifulSoup(response.content, "html.parser").select_one("form[id$=_form]")
    assert form is not None
    sent = {}
    for one in form.select("input[name], textarea[name], select[name]"):
        if one.get("type") == "submit" or (
            one.get("type") == "checkbox" and not one.has_attr("checked")
        ):
            continue
        chosen = one.select("option[selected]")
        value = chosen[0]["value"] if chosen else one.get("value", one.text.strip())
        if one.name != "select" or chosen:
            sent[str(one["name"])] = str(value)
    return sent


def told(response: Any) -> str:
    lists = BeautifulSoup(response.content, "html.parser").select(".errorlist")
    return " ".join(" ".join(one.text.split()) for one in lists)


@pytest.fixture
def theme() -> Theme:
    return Theme.objects.create(name="Capacity", slug="capacity", description="People and time.")


def test_the_second_is_told_what_the_first_wrote_and_by_whom(
    theme: Theme, administrator: User
) -> None:
    first = make_administrator("asha", first_name="Asha", last_name="Rao")
    address = change("theme", theme.pk)
    opened = filled_in(signed_in(administrator).get(address))
    save(signed_in(first), address, opened | {"description": "Staff and hours."})

    mine = opened | {"description": "How many people."}
    refused = signed_in(administrator).post(address, mine)

    assert refused.status_code == 200
    assert "Asha Rao changed this while you were editing." in told(refused)
    assert "description: “Staff and hours.”" in told(refused)
    theme.refresh_from_db()
    assert theme.description == "Staff and hours."
    again = filled_in(refused)
    assert again["description"] == "How many people."
    assert signed_in(administrator).post(address, again).status_code == 302
    theme.refresh_from_db()
    assert theme.description == "How many people."


def test_nobody_is_told_of_what_they_ask_for_themselves(theme: Theme, administrator: User) -> None:
    address = change("theme", theme.pk)
    opened = filled_in(signed_in(administrator).get(address)) | {"name": "Capacity and skills"}
    for _ in range(2):  # a second click on the same button
        assert signed_in(administrator).post(address, opened).status_code == 302


def test_a_form_that_never_was_opened_overwrites_nothing(theme: Theme, administrator: User) -> None:
    sent = {"name": "Other", "description": "", "is_active": "on"}
    assert signed_in(administrator).post(change("theme", theme.pk), sent).status_code == 200
    theme.refresh_from_db()
    assert theme.name == "Capacity"


def test_a_role_moved_meanwhile_is_not_put_back(administrator: User) -> None:
    role = Role.objects.get(slug="la-data")
    opened = filled_in(signed_in(administrator).get(change("role", role.pk)))
    Role.objects.filter(pk=role.pk).update(position=77)

    refused = signed_in(administrator).post(change("role", role.pk), opened)

    assert "It now says" in told(refused)
    assert "“77”" in told(refused)
    role.refresh_from_db()
    assert role.position == 77


def test_an_organisation_and_its_other_names_are_not_put_back(administrator: User) -> None:
    rutland = Organisation.objects.get(slug="rutland")
    alias = OrganisationAlias.objects.create(organisation=rutland, name="The RCC", key="the rcc")
    address = change("organisation", rutland.pk)
    opened = filled_in(signed_in(administrator).get(address))
    OrganisationAlias.objects.filter(pk=alias.pk).update(name="RCC", key="rcc")

    refused = signed_in(administrator).post(address, opened)

    assert refused.status_code == 200
    assert "name: “RCC”" in told(refused)
    Organisation.objects.filter(pk=rutland.pk).update(region="East of England")
    refused = signed_in(administrator).post(address, filled_in(refused))
    assert "region: “East of England”" in told(refused)


def test_what_was_deleted_meanwhile_is_said(theme: Theme, administrator: User) -> None:
    client = signed_in(administrator)
    opened = filled_in(client.get(change("theme", theme.pk)))
    Theme.objects.all().delete()
    assert client.post(change("theme", theme.pk), opened).status_code == 302
    assert not Theme.objects.exists()
