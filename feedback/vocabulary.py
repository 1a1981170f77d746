"""Keep the lists people choose from: retire and replace wordings, name organisations."""

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction

from feedback.models import Organisation, OrganisationAlias, Role, Sentiment
from feedback.names import name_key

AnyChoice = TypeVar("AnyChoice", Role, Sentiment)


def is_used(choice: Role | Sentiment) -> bool:
    """Whether anybody has chosen it. From then on its wording stays as it is."""
    return choice.pk is not None and choice.submissions.exists()


def add_choice(*, choice: AnyChoice) -> AnyChoice:
    """Add a wording. The one it replaces, if any, is retired and gives it its place in the form."""
    with transaction.atomic():
        if choice.replaces_id:
            old = type(choice).objects.select_for_update().get(pk=choice.replaces_id)
            if not choice.position:
                choice.position = old.position
            type(choice).objects.filter(pk=old.pk).update(is_active=False)
        choice.save(force_insert=True)
    return choice


def keep_organisation(*, organisation: Organisation) -> Organisation:
    """Save an organisation, with its name as matching compares it."""
    organisation.name_key = name_key(organisation.name)
    organisation.save()
    return organisation


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
