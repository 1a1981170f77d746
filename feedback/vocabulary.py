"""Keep the lists people choose from: retire and replace wordings, name organisations."""

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from feedback.models import Organisation, OrganisationAlias, Role, Sentiment
from feedback.names import name_key

AnyChoice = TypeVar("AnyChoice", Role, Sentiment)


def is_used(row: Role | Sentiment | Organisation) -> bool:
    """Whether any feedback was given under it. From then on what it says stays as it is."""
    return row.pk is not None and row.submissions.exists()


def add_choice(*, choice: AnyChoice, position: int | None = None) -> AnyChoice:
    """Add a wording. The one it replaces, if any, is retired and gives it its place in the form.

    Without a position or one to replace it comes last. Raises ValidationError when nothing would
    be offered in place of the one it replaces.
    """
    rows = type(choice).objects
    with transaction.atomic():
        old = rows.select_for_update().get(pk=choice.replaces_id) if choice.replaces_id else None
        check_is_offered_still(choice=choice)
        if position is None:
            last = rows.aggregate(last=Max("position"))["last"] or 0
            position = old.position if old else last + 1
        choice.position = position
        if old:
            rows.filter(pk=old.pk).update(is_active=False)
        choice.save(force_insert=True)
    return choice


def check_is_offered_still(*, choice: Role | Sentiment) -> None:
    """Raise ValidationError if saving it as it is now would leave a gap in the form.

    Until the transaction ends nobody else can retire what the answer rests on.
    """
    if choice.is_active:
        return
    if choice.replaces is not None and choice.replaces.is_active:
        raise ValidationError(
            "The wording this replaces is retired by that. Tick “offered in the form”, or "
            "nothing is offered in its place."
        )
    list(type(choice).objects.offered().order_by("pk").select_for_update())
    if is_last_offered(choice):
        raise ValidationError(
            "This is the last one the form offers. Add another before you retire it."
        )


def is_last_offered(choice: Role | Sentiment) -> bool:
    return list(type(choice).objects.offered().values_list("pk", flat=True)) == [choice.pk]


def keep_organisation(*, organisation: Organisation) -> Organisation:
    """Save an organisation, with its name as matching compares it.

    Raises ValidationError when the name says nothing, or another has it at the same time.
    """
    organisation.name_key = name_key(organisation.name)
    check_name_is_free(organisation=organisation)
    organisation.save()
    return organisation


def check_name_is_free(*, organisation: Organisation) -> None:
    """The database holds the same; here it is a sentence."""
    key = name_key(organisation.name)
    if not key:
        raise ValidationError("Enter a name with letters or numbers in it.")
    other = (
        Organisation.objects.filter(name_key=key)
        .exclude(pk=organisation.pk)
        .existing_between(organisation.valid_from, organisation.valid_to)
        .first()
    )
    if other is not None:
        raise ValidationError(
            f"There is “{other.name}” already, at the same time. If this one succeeds it, give "
            "that one the day it ended and this one its first day."
        )


def keep_alias(*, alias: OrganisationAlias) -> OrganisationAlias:
    """Save another name of an organisation, as matching compares it.

    Raises ValidationError when the organisation has that name already, however it is written.
    """
    alias.key = name_key(alias.name)
    others = OrganisationAlias.objects.filter(organisation=alias.organisation, key=alias.key)
    if others.exclude(pk=alias.pk).exists():
        raise ValidationError(f"“{alias.name}” is already another name of this organisation.")
    alias.save()
    return alias
