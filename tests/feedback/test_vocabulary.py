"""The lists people choose from: replaced when used, and named so that matching finds them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from feedback.matching import match_organisation
from feedback.models import (
    AuthorityType,
    Organisation,
    OrganisationAlias,
    Region,
    Role,
    Sentiment,
    Theme,
    Tone,
)
from feedback.vocabulary import (
    add_choice,
    check_is_offered_still,
    is_used,
    keep_alias,
    keep_organisation,
)
from tests.feedback.factories import make_page, make_submission

pytestmark = pytest.mark.django_db


def test_add_choice_retires_what_it_replaces_and_takes_its_place() -> None:
    old = Sentiment.objects.get(slug="unsure")

    new = add_choice(
        choice=Sentiment(slug="in-two-minds", label="In two minds", tone=Tone.UNSURE, replaces=old)
    )

    old.refresh_from_db()
    assert not old.is_active
    assert new.is_active
    assert new.position == old.position
    assert new in Sentiment.objects.offered()


def test_add_choice_comes_last_unless_somebody_says_where() -> None:
    sector = Role.objects.get(slug="la-data").sector
    last = add_choice(choice=Role(slug="volunteer", label="Volunteer", sector=sector))
    third = add_choice(choice=Role(slug="teacher", label="Teacher", sector=sector), position=3)
    assert last == Role.objects.offered().last()
    assert third.position == 3


def test_add_choice_leaves_no_gap_where_a_wording_was() -> None:
    old = Sentiment.objects.get(slug="unsure")
    new = Sentiment(slug="x", label="X", tone=Tone.UNSURE, replaces=old, is_active=False)

    with pytest.raises(ValidationError, match="nothing is offered in its place"):
        add_choice(choice=new)

    old.refresh_from_db()
    assert old.is_active


def test_the_last_wording_offered_is_not_retired() -> None:
    last = Role.objects.get(slug="la-data")
    last.is_active = False
    check_is_offered_still(choice=last)

    Role.objects.exclude(pk=last.pk).update(is_active=False)
    with pytest.raises(ValidationError, match="last one the form offers"):
        check_is_offered_still(choice=last)


def test_add_choice_keeps_what_people_chose() -> None:
    submission = make_submission(make_page(), role="la-data")
    old = submission.role

    add_choice(choice=Role(slug="la-analyst", label="Analyst", sector=old.sector, replaces=old))

    submission.refresh_from_db()
    assert submission.role == old
    assert submission.role.label == "Local authority data professional"


def test_add_choice_replaces_each_only_once() -> None:
    old = Sentiment.objects.get(slug="other")
    add_choice(choice=Sentiment(slug="else", label="Else", tone=Tone.NEUTRAL, replaces=old))

    with pytest.raises(IntegrityError), transaction.atomic():
        add_choice(choice=Sentiment(slug="more", label="More", tone=Tone.NEUTRAL, replaces=old))

    assert not Sentiment.objects.filter(slug="more").exists()


def test_is_used_once_somebody_chose_it() -> None:
    make_submission(make_page(), sentiment="unsure")
    assert is_used(Sentiment.objects.get(slug="unsure"))
    assert not is_used(Sentiment.objects.get(slug="other"))
    assert not is_used(Sentiment(slug="unsaved"))


def test_keep_organisation_is_found_by_matching() -> None:
    organisation = keep_organisation(organisation=Organisation(name="St. Ann’s Trust", slug="ann"))
    assert match_organisation("st anns trust") == organisation

    organisation.name = "Saint Ann’s & Co"
    keep_organisation(organisation=organisation)
    assert match_organisation("Saint Anns and Co") == organisation
    assert match_organisation("st anns trust") is None


@pytest.mark.parametrize("name", ["leeds", "LEEDS.", "Leéds"])
def test_keep_organisation_refuses_a_second_spelling(name: str) -> None:
    with pytest.raises(ValidationError, match="There is “Leeds” already"):
        keep_organisation(organisation=Organisation(name=name, slug="again"))


def test_keep_organisation_refuses_a_name_of_nothing() -> None:
    with pytest.raises(ValidationError, match="letters or numbers"):
        keep_organisation(organisation=Organisation(name="...", slug="dots"))


def test_a_successor_may_have_the_same_name() -> None:
    change = date(2020, 4, 1)
    old = Organisation.objects.get(slug="buckinghamshire")
    old.valid_to = change
    keep_organisation(organisation=old)

    new = keep_organisation(
        organisation=Organisation(name=old.name, slug="buckinghamshire-2020", valid_from=change)
    )

    assert match_organisation(old.name) == new
    assert match_organisation(old.name, on=change - timedelta(days=1)) == old


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"name": "Leeds", "name_key": "leeds"}, "organisation_name_once_at_a_time"),
        ({"name_key": ""}, "organisation_has_a_name_to_match"),
        ({"dfe_code": "38"}, "organisation_dfe_code_is_three_digits"),
        ({"ons_code": "e08000035"}, "organisation_ons_code_is_a_letter_and_digits"),
        ({"former_ons_codes": ["E08000035", "x"]}, "organisation_former_ons_codes_are_codes"),
        (
            {"valid_from": date(2020, 1, 1), "valid_to": date(2020, 1, 1)},
            "organisation_begins_before_it_ends",
        ),
    ],
)
def test_database_refuses_organisations_that_make_no_sense(
    facts: dict[str, Any], constraint: str
) -> None:
    facts = {"name": "New", "name_key": "new", "slug": "new"} | facts
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Organisation.objects.create(**facts)


def test_labels_of_regions_and_kinds_are_their_values() -> None:
    for values in (Region, AuthorityType):
        assert values.labels == values.values


def test_keep_alias_is_found_by_matching() -> None:
    rutland = Organisation.objects.get(slug="rutland")
    keep_alias(alias=OrganisationAlias(organisation=rutland, name="R.C.C. (Rutland)"))
    assert match_organisation("rcc rutland") == rutland


def test_keep_alias_refuses_a_second_spelling() -> None:
    rutland = Organisation.objects.get(slug="rutland")
    alias = keep_alias(alias=OrganisationAlias(organisation=rutland, name="The Shire"))
    keep_alias(alias=alias)

    with pytest.raises(ValidationError):
        keep_alias(alias=OrganisationAlias(organisation=rutland, name="the shire."))


@pytest.mark.parametrize("table", ["role", "sentiment", "sector", "organisation", "theme"])
def test_a_slug_never_changes_even_behind_our_back(table: str) -> None:
    Theme.objects.create(name="Capacity", slug="capacity")
    model = apps.get_model("feedback", table)

    with pytest.raises(IntegrityError, match="slug never changes"), transaction.atomic():
        model.objects.filter(pk=model.objects.first().pk).update(slug="another")


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("role", {"label": "Reworded"}),
        ("role", {"sector_id": 5}),
        ("sentiment", {"label": "Reworded"}),
        ("sentiment", {"tone": "negative"}),
        ("organisation", {"name": "Renamed"}),
    ],
)
def test_what_feedback_was_given_under_never_changes_even_behind_our_back(
    table: str, change: dict[str, Any]
) -> None:
    chosen = getattr(make_submission(make_page(), organisation_as_typed="Rutland"), table)

    with pytest.raises(IntegrityError, match="is in use"), transaction.atomic():
        type(chosen).objects.filter(pk=chosen.pk).update(**change)

    unused = type(chosen).objects.exclude(pk=chosen.pk)
    assert unused.filter(pk=unused.first().pk).update(**change) == 1
    assert type(chosen).objects.filter(pk=chosen.pk).update(slug=chosen.slug) == 1
