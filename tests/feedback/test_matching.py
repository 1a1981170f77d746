"""Organisations are matched when there is no doubt, and never guessed."""

from datetime import date

import pytest

from feedback.matching import match_organisation
from feedback.models import Organisation, OrganisationAlias
from feedback.names import name_key

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Rutland", "Rutland"),
        ("rutland county council", "Rutland"),
        ("Leeds City Council", "Leeds"),
        ("Leeds CC", "Leeds"),
        ("  SANDWELL  mbc ", "Sandwell"),
        ("City of Bradford Metropolitan District Council", "Bradford"),
        ("Bradford MDC", "Bradford"),
        ("London Borough of Camden", "Camden"),
        ("LB Camden", "Camden"),
        ("Camden LBC", "Camden"),
        ("Royal Borough of Kensington & Chelsea", "Kensington and Chelsea"),
        ("Royal Borough of Windsor and Maidenhead", "Windsor and Maidenhead"),
        ("Westminster City Council", "Westminster"),
        ("City of London Corporation", "City of London"),
        ("City of London", "City of London"),
        ("St Helens", "St. Helens"),
        ("Stoke on Trent City Council", "Stoke-on-Trent"),
        ("Bath & North East Somerset Council", "Bath and North East Somerset"),
        ("BCP Council", "Bournemouth, Christchurch and Poole"),
        ("Hull City Council", "Kingston upon Hull"),
        ("Kingston upon Hull, City of", "Kingston upon Hull"),
        ("Bristol", "Bristol, City of"),
        ("Bristol City Council", "Bristol, City of"),
        ("Durham", "County Durham"),
        ("Durham County Council", "County Durham"),
        ("County Durham", "County Durham"),
        ("Bedford Borough Council", "Bedford"),
        ("Council of the Isles of Scilly", "Isles of Scilly"),
        ("Derbyshire CC", "Derbyshire"),
        ("The Wirral", "Wirral"),
        ("Derby City", "Derby"),
        ("City of London Council", "City of London"),
        ("City of Westminster", "Westminster"),
        ("Leeds Metropolitan District Council", "Leeds"),
        ("Cornwall County Council", "Cornwall"),
        ("East Riding Council", "East Riding of Yorkshire"),
        ("RBKC", "Kensington and Chelsea"),
        ("B&NES", "Bath and North East Somerset"),
    ],
)
def test_known_names_are_matched(typed: str, name: str) -> None:
    found = match_organisation(typed)

    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Council",
        "Borough of",
        "London",  # not the City of London
        "London Borough",
        "Greater London Authority",
        "Durham City Council",  # a district until 2009, not the county
        "Oxford City Council",  # a district of Oxfordshire
        "Derby County Council",  # Derby, or Derbyshire?
        "Leicester County Council",
        "Bedford County Council",
        "Essex City Council",
        "Kent Borough Council",
        "Newcastle",  # upon Tyne, or under Lyme?
        "Richmond",
        "Kingston",
        "Northamptonshire",  # two authorities since 2021
        "Cheshire",
        "Sandwell County Council",
        "Leeds Metropolitan",  # was a university
        "Manchester Metropolitan",
        "Royal Derby",  # a hospital
        "Royal Cornwall",
        "Royal Reading",
        "Cornwall City Council",
        "Plymouth County Council",
        "Southampton County Council",
        "Camden London",
        "Camden County Council",
        "Leeds and Bradford",
        "University of Leeds",
        "\u200b",
        "🏛️",
    ],
)
def test_what_is_in_doubt_is_left_alone(typed: str) -> None:
    assert match_organisation(typed) is None


def test_a_name_shared_by_two_organisations_is_left_alone() -> None:
    for name in ("Rutland", "Kent"):
        OrganisationAlias.objects.create(
            organisation=Organisation.objects.get(name=name), name="RK", key=name_key("RK")
        )

    assert match_organisation("RK") is None


def test_other_organisations_are_matched_by_name_only() -> None:
    trust = Organisation.objects.create(
        name="Achieving Together", name_key=name_key("Achieving Together"), slug="at"
    )

    assert match_organisation("achieving together") == trust
    assert match_organisation("Achieving Together Borough") is None


def test_an_authority_is_matched_only_while_it_exists() -> None:
    surrey = Organisation.objects.get(name="Surrey")
    surrey.valid_to = date(2027, 4, 1)
    surrey.save()

    assert match_organisation("Surrey County Council", on=date(2027, 3, 31)) == surrey
    assert match_organisation("Surrey County Council", on=date(2027, 4, 1)) is None


def test_every_authority_is_found_by_its_own_name_and_with_council() -> None:
    for organisation in Organisation.objects.exclude(authority_type=""):
        assert match_organisation(organisation.name) == organisation
        assert match_organisation(f"{organisation.name} Council") == organisation
