"""Organisations that feedback comes from, the local authorities first among them."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q, Value

# PostgreSQL and Python read both alike; `\d` would let in the digits of other scripts.
_DFE_CODE = "[0-9]{3}"
_ONS_CODE = "[A-Z][0-9]{8}"


class Region(models.TextChoices):
    """The nine regions of England. The label is the value: no capital letter to "of"."""

    EAST_MIDLANDS = "East Midlands", "East Midlands"
    EAST_OF_ENGLAND = "East of England", "East of England"
    LONDON = "London", "London"
    NORTH_EAST = "North East", "North East"
    NORTH_WEST = "North West", "North West"
    SOUTH_EAST = "South East", "South East"
    SOUTH_WEST = "South West", "South West"
    WEST_MIDLANDS = "West Midlands", "West Midlands"
    YORKSHIRE_AND_THE_HUMBER = "Yorkshire and the Humber", "Yorkshire and the Humber"


class AuthorityType(models.TextChoices):
    """Kinds of children's services authority, as the ONS codes tell them apart."""

    COUNTY = "County council", "County council"
    LONDON_BOROUGH = "London borough", "London borough"
    METROPOLITAN_DISTRICT = "Metropolitan district", "Metropolitan district"
    UNITARY = "Unitary authority", "Unitary authority"


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def existing_between(self, first: date | None, end: date | None) -> Self:
        """Those with a day in common with the time from `first` until before `end`."""
        rows = self
        if first is not None:
            rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=first))
        if end is not None:
            rows = rows.filter(Q(valid_from__isnull=True) | Q(valid_from__lt=end))
        return rows

    def existing_on(self, day: date) -> Self:
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gt=day),
        )


_is_dfe_code = RegexValidator(rf"\A{_DFE_CODE}\Z", "Enter three digits, such as 383.")
_is_ons_code = RegexValidator(
    rf"\A{_ONS_CODE}\Z", "Enter a capital letter and eight digits, such as E08000035."
)
_NAME_HASH = Func("name_key", Value(0), function="HASHTEXTEXTENDED")
_NAME_AS_RANGE = Func(_NAME_HASH, _NAME_HASH, Value("[]"), function="INT8RANGE")


class Organisation(models.Model):
    """One organisation, from the day it began to the day it ended.

    Its name stays once feedback names it (a trigger holds that): an export of last year must not
    read differently next year.
    """

    name = models.CharField(max_length=200)
    name_key = models.CharField(
        max_length=200, editable=False, db_index=True, help_text="The name as matching compares it."
    )
    slug = models.SlugField(max_length=100, unique=True, help_text="Stays the same for ever.")
    authority_type = models.CharField(
        max_length=30,
        choices=AuthorityType,
        blank=True,
        help_text="Empty when it is not a children's services authority.",
    )
    region = models.CharField(max_length=30, choices=Region, blank=True)
    dfe_code = models.CharField(
        "DfE code",
        max_length=3,
        unique=True,
        null=True,
        blank=True,
        validators=[_is_dfe_code],
        help_text="Three digits, such as 383.",
    )
    ons_code = models.CharField(
        "ONS code",
        max_length=9,
        unique=True,
        null=True,
        blank=True,
        validators=[_is_ons_code],
        help_text="A capital letter and eight digits, such as E08000035.",
    )
    former_ons_codes = ArrayField(
        models.CharField(max_length=9, validators=[_is_ons_code]),
        default=list,
        blank=True,
        verbose_name="former ONS codes",
        help_text="Codes it had before, between commas.",
    )
    valid_from = models.DateField(
        null=True, blank=True, help_text="Its first day. Empty if it was there before this site."
    )
    valid_to = models.DateField(
        null=True,
        blank=True,
        help_text="Empty while it exists. Else the first day it no longer existed: if 31 March was "
        "its last, 1 April.",
    )
    successors = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="predecessors",
        help_text="The organisations that took over from it.",
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="organisation_begins_before_it_ends",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_from__lt=F("valid_to")),
                violation_error_message="It must begin before it ends.",
            ),
            models.CheckConstraint(
                name="organisation_has_a_name_to_match", condition=~Q(name_key="")
            ),
            models.CheckConstraint(
                name="organisation_dfe_code_is_three_digits",
                condition=Q(dfe_code__isnull=True) | Q(dfe_code__regex=f"^{_DFE_CODE}$"),
            ),
            models.CheckConstraint(
                name="organisation_ons_code_is_a_letter_and_digits",
                condition=Q(ons_code__isnull=True) | Q(ons_code__regex=f"^{_ONS_CODE}$"),
            ),
            models.CheckConstraint(
                name="organisation_former_ons_codes_are_codes",
                condition=Q(former_ons_codes__regex=rf"^\{{({_ONS_CODE}(,{_ONS_CODE})*)?\}}$"),
            ),
            # A new organisation may have the name of the one it succeeds, but no two at once.
            # Equality inside an exclusion needs an extension for text, and none for ranges: so
            # the key's hash, as a range of that one number.
            ExclusionConstraint(
                name="organisation_name_once_at_a_time",
                expressions=[
                    (_NAME_AS_RANGE, "&&"),
                    (Func("valid_from", "valid_to", function="DATERANGE"), "&&"),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationAlias(models.Model):
    """Another name that people type for an organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta:
        verbose_name_plural = "organisation aliases"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "key"], name="alias_once_an_organisation"
            )
        ]

    def __str__(self) -> str:
        return self.name
