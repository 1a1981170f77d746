"""The lists people choose from: replaced when used, and named so that matching finds them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from feedback.matching import match_organisation
from feedback.models import Organisation, OrganisationAlias, Role, Sentiment, Tone
from feedback.vocabulary import add_choice, is_used, keep_alias, keep_organisation
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
