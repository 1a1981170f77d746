"""Organisations that feedback comes from, the local authorities first among them."""

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class Region(models.TextChoices):
    """The nine regions of England."""

    EAST_MIDLANDS = "East Midlands"
    EAST_OF_ENGLAND = "East of England"
    LONDON = "London"
    NORTH_EAST = "North East"
    NORTH_WEST = "North West"
    SOUTH_EAST = "South East"
    SOUTH_WEST = "South West"
    WEST_MIDLANDS = "West Midlands"
    YORKSHIRE_AND_THE_HUMBER = "Yorkshire and the Humber"


class AuthorityType(models.TextChoices):
    """Kinds of children's services authority, as the ONS codes tell them apart."""

    COUNTY = "County council"
    LONDON_BOROUGH = "London borough"
    METROPOLITAN_DISTRICT = "Metropolitan district"
    UNITARY = "Unitary authority"


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def existing_on(self, day: date) -> Self:
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gt=day),
        )

    def current(self) -> Self:
        return self.existing_on(timezone.localdate())

    def local_authorities(self) -> Self:
        return self.exclude(authority_type="")


class Organisation(models.Model):
    """One organisation, from the day it began to the day it ended."""

    name = models.CharField(max_length=200, unique=True)
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
        "DfE code", max_length=3, unique=True, null=True, blank=True, help_text="Three digits."
    )
    ons_code = models.CharField(
        "ONS code", max_length=9, unique=True, null=True, blank=True, help_text="Nine characters."
    )
    former_ons_codes = ArrayField(
        models.CharField(max_length=9),
        default=list,
        blank=True,
        verbose_name="former ONS codes",
        help_text="Codes it had before, between commas.",
    )
    valid_from = models.DateField(
        null=True, blank=True, help_text="Its first day. Empty if it was there before this site."
    )
    valid_to = models.DateField(
        null=True, blank=True, help_text="The day it had ceased to exist. Empty while it exists."
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
            )
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
