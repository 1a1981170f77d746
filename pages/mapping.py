"""Change the system map: whatever changes a part of it draws it again, in the same transaction."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from pages.models import Aspect, Effect, Influence, Page, SystemMap
from pages.system_map.drawing import draw_map
from pages.system_map.parts import MOST_ASPECTS, AspectPart, InfluencePart, MapParts

# The section of the pages the site starts with, where each of the first aspects has its page.
_FIRST_SECTION = "how-our-system-works"


@transaction.atomic
def save_aspect(*, aspect: Aspect) -> Aspect:
    """Add or change an aspect. Raises ValidationError when the map is full."""
    lock_map()
    refuse_too_many(aspect)
    aspect.save()
    _draw()
    return aspect


@transaction.atomic
def save_influence(*, influence: Influence) -> Influence:
    lock_map()
    influence.save()
    _draw()
    return influence


@transaction.atomic
def remove_aspect(*, aspect: Aspect) -> None:
    """With every influence from it and to it."""
    lock_map()
    aspect.delete()
    _draw()


@transaction.atomic
def remove_influence(*, influence: Influence) -> None:
    lock_map()
    influence.delete()
    _draw()


@transaction.atomic
def redraw_map() -> SystemMap:
    lock_map()
    return _draw()


@transaction.atomic
def link_first_aspects(*, new_pages: Iterable[str]) -> None:
    """Lead the first aspects to their pages on the day these are made, and never again: from
    then on which page an aspect has is the editors' choice."""
    lock_map()
    for page in Page.objects.filter(path__in=new_pages, parent__path=_FIRST_SECTION):
        Aspect.objects.filter(slug=page.slug, page=None).update(page=page)
    _draw()


def lock_map() -> None:
    """Until the transaction ends nobody else changes the map: a drawing made from half of two
    people's changes would stay."""
    SystemMap.objects.get_or_create(is_only_row=True)
    SystemMap.objects.select_for_update().get(is_only_row=True)


def refuse_too_many(aspect: Aspect) -> None:
    if not aspect.pk and Aspect.objects.count() >= MOST_ASPECTS:
        raise ValidationError(
            f"The map has {MOST_ASPECTS} aspects, the most that stay legible on a phone. "
            "Delete one first, or change one of them."
        )


def parts_of_map() -> MapParts:
    aspects = list(Aspect.objects.order_by("position", "pk"))
    places = {aspect.pk: place for place, aspect in enumerate(aspects)}
    return MapParts(
        aspects=[
            AspectPart(one.pk, one.slug, one.name, one.description, one.page_id) for one in aspects
        ],
        influences=[
            InfluencePart(
                pk=one.pk,
                source=places[one.source_id],
                target=places[one.target_id],
                is_opposite=one.effect == Effect.OPPOSITE,
                when_falling=one.when_falling,
                when_rising=one.when_rising,
            )
            for one in Influence.objects.order_by("source__position", "target__position", "pk")
        ],
    )


def _draw() -> SystemMap:
    drawn = SystemMap.objects.get(is_only_row=True)
    drawn.html = draw_map(parts_of_map())
    drawn.save()
    return drawn
