"""Organisations and their other names, on the staff screens."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User

from feedback.matching import match_organisation
from feedback.models import Organisation, OrganisationAlias
from tests.feedback.factories import make_page, make_submission, signed_in
from tests.feedback.screens import ADMIN, change, save

pytestmark = pytest.mark.django_db


# Organisations


def organisation_form(organisation: Organisation, *aliases: dict[str, Any]) -> dict[str, Any]:
    saved = sum("id" in alias for alias in aliases)
    sent = {
        "name": organisation.name,
        "authority_type": organisation.authority_type,
        "region": organisation.region,
        "dfe_code": organisation.dfe_code or "",
        "ons_code": organisation.ons_code or "",
        "former_ons_codes": "",
        "aliases-TOTAL_FORMS": len(aliases),
        "aliases-INITIAL_FORMS": saved,
    }
    for number, alias in enumerate(aliases):
        for name, value in ({"organisation": organisation.pk} | alias).items():
            sent[f"aliases-{number}-{name}"] = value
    return sent


def test_an_organisation_renamed_is_found_by_its_new_name(administrator: User) -> None:
    rutland = Organisation.objects.get(slug="rutland")
    rutland.name = "Rutland & Stamford"
    response = save(
        signed_in(administrator),
        change("organisation", rutland.pk),
        organisation_form(rutland) | {"slug": "other"},
    )
    assert response.status_code == 302
    rutland.refresh_from_db()
    assert (rutland.name_key, rutland.slug) == ("rutland and stamford", "rutland")
    assert match_organisation("Rutland and Stamford Council") == rutland


def test_an_organisation_that_feedback_names_keeps_its_name(administrator: User) -> None:
    make_submission(make_page(), organisation_as_typed="Rutland")
    rutland = Organisation.objects.get(slug="rutland")
    client = signed_in(administrator)
    assert "end it and add its successor" in " ".join(
        client.get(change("organisation", rutland.pk)).content.decode().split()
    )
    sent = organisation_form(rutland) | {"name": "Renamed", "region": "East of England"}
    assert save(client, change("organisation", rutland.pk), sent).status_code == 302
    rutland.refresh_from_db()
    assert (rutland.name, rutland.region) == ("Rutland", "East of England")


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"name": "leeds"}, "There is “Leeds” already, at the same time."),
        ({"name": "..."}, "Enter a name with letters or numbers in it."),
        ({"dfe_code": "38"}, "Enter three digits, such as 383."),
        ({"ons_code": "E0800003"}, "Enter a capital letter and eight digits"),
        ({"former_ons_codes": "E08000035,e1"}, "Code 2: enter a capital letter and eight"),
        (
            {"valid_from": "2020-04-01", "valid_to": "2020-04-01"},
            "It must begin before it ends.",
        ),
        (
            {"valid_from": "2020-04-02", "valid_to": "2020-04-01"},
            "It must begin before it ends.",
        ),
    ],
)
def test_an_organisation_that_makes_no_sense_is_refused_in_a_sentence(
    administrator: User, facts: dict[str, str], message: str
) -> None:
    sent = organisation_form(Organisation(name="New")) | {"slug": "new"} | facts
    sent["aliases-0-organisation"] = ""
    response = signed_in(administrator).post(f"{ADMIN}organisation/add/", sent)
    assert response.status_code == 200
    errors = BeautifulSoup(response.content, "html.parser").select(".errorlist")
    assert message in " ".join(error.get_text() for error in errors)


def test_an_organisation_added_is_found(administrator: User) -> None:
    trust = Organisation(name="St. Ann’s Trust")
    sent = organisation_form(trust) | {"slug": "st-anns", "aliases-0-organisation": ""}
    response = signed_in(administrator).post(f"{ADMIN}organisation/add/", sent)
    assert response.status_code == 302
    assert match_organisation("st anns trust") == Organisation.objects.get(slug="st-anns")


def test_other_names_are_added_changed_and_deleted(administrator: User) -> None:
    rutland = Organisation.objects.get(slug="rutland")
    client, address = signed_in(administrator), change("organisation", rutland.pk)
    rutland.aliases.all().delete()

    save(client, address, organisation_form(rutland, {"name": "The R.C.C."}))
    assert match_organisation("the rcc") == rutland

    alias = rutland.aliases.get()
    save(client, address, organisation_form(rutland, {"id": alias.pk, "name": "Rutland & Co"}))
    assert match_organisation("rutland and co") == rutland

    gone = {"id": alias.pk, "name": "Rutland & Co", "DELETE": "on"}
    save(client, address, organisation_form(rutland, gone))
    assert not rutland.aliases.exists()


@pytest.mark.parametrize(
    "names", [["The Shire", "the shire."], ["!!!"], ["x" * 201]], ids=["twice", "blank", "long"]
)
def test_other_names_that_make_no_sense_are_refused(administrator: User, names: list[str]) -> None:
    rutland = Organisation.objects.get(slug="rutland")
    rutland.aliases.all().delete()
    response = save(
        signed_in(administrator),
        change("organisation", rutland.pk),
        organisation_form(rutland, *({"name": name} for name in names)),
    )
    assert response.status_code == 200
    assert not OrganisationAlias.objects.filter(organisation=rutland).exists()


def test_an_organisation_ends_with_a_successor_and_is_never_deleted() -> None:
    boss = User.objects.create_superuser("boss")
    rutland = Organisation.objects.get(slug="rutland")
    heir = Organisation.objects.get(slug="leicestershire")
    client = signed_in(boss)
    sent = organisation_form(rutland) | {"valid_to": "1 April 2026", "successors": heir.pk}
    sent["valid_to"] = "2026-04-01"
    assert save(client, change("organisation", rutland.pk), sent).status_code == 302
    assert list(rutland.successors.all()) == [heir]
    deleted = client.post(f"{ADMIN}organisation/{rutland.pk}/delete/", {"post": "yes"})
    assert deleted.status_code == 403
