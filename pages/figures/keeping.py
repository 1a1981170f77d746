"""Add a picture, change the words that go with it, take it away."""

import re
from pathlib import PurePath

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.text import slugify

from pages.figures.encoding import EncodedPicture
from pages.figures.facts import settings_asking_for, texts_asking_for
from pages.figures.uses import uses
from pages.lifecycle.renewing import lock_facts, rebuild_settings, renew_with_facts
from pages.models import Figure, PageRevision

_LONGEST_NAME = 100


class FigureInUse(Exception):  # noqa: N818 - it reads as English
    """Pages show it, so it stays."""

    def __init__(self, pages: dict[int, str]) -> None:
        self.pages = pages
        titles = ", ".join(f"“{title}”" for title in pages.values())
        super().__init__(f"This figure is shown on {titles}.")


@transaction.atomic
def add_figure(
    *,
    picture: EncodedPicture,
    by: User | None,
    name: str,
    alternative_text: str = "",
    is_decorative: bool = False,
    caption: str = "",
    credit: str = "",
) -> Figure:
    """Keep a picture under a name no other figure has; pages that wait for it show it from now on.

    Raises ValidationError when words are missing or too long, or the name is malformed or taken.
    """
    figure = Figure(
        name=name,
        digest=picture.digest,
        content=picture.content,
        media_type=picture.media_type,
        width=picture.width,
        height=picture.height,
        alternative_text=alternative_text,
        is_decorative=is_decorative,
        caption=caption,
        credit=credit,
        created_by=by,
        updated_by=by,
    )
    asking = _renewable(name)
    lock_facts(asking)
    _check(figure)  # under the lock, so that no two can take one name
    figure.save()
    _renew(name, asking)
    return figure


@transaction.atomic
def describe_figure(
    *,
    figure: Figure,
    by: User | None,
    alternative_text: str,
    is_decorative: bool,
    caption: str,
    credit: str,
) -> int:
    """Change the words that go with a picture, wherever it is shown; returns in how many texts.

    What readers saw and no longer see stays as they read it. Raises ValidationError.
    """
    asking = _renewable(figure.name)
    lock_facts(asking)
    figure.alternative_text, figure.is_decorative = alternative_text, is_decorative
    figure.caption, figure.credit, figure.updated_by = caption, credit, by
    _check(figure)
    figure.save(
        update_fields=[
            *("alternative_text", "is_decorative", "caption", "credit"),
            *("updated_by", "updated_at"),
        ]
    )
    return _renew(figure.name, asking)


@transaction.atomic
def delete_figure(*, figure: Figure) -> None:
    """Raises FigureInUse while readers see it or a page's newest draft shows it."""
    lock_facts(_renewable(figure.name))
    if pages := uses().get(figure.name):
        raise FigureInUse(pages)
    if setting := settings_asking_for(figure.name).first():
        raise ValidationError(f"The setting “{setting.label}” shows this figure.")
    figure.delete()


def check_words(alternative_text: str, *, is_decorative: bool) -> None:
    """One or the other. Raises ValidationError, with what to do."""
    if is_decorative and alternative_text:
        raise ValidationError(
            {"is_decorative": "A decorative picture has no alternative text: take out one of them."}
        )
    if not is_decorative and not alternative_text:
        raise ValidationError(
            {"alternative_text": "Say what the picture shows, or tick “Decorative”."}
        )


def suggest_name(file_name: str) -> str:
    """A name no figure has yet, made of the file's own."""
    stem = PurePath(file_name.replace("\\", "/")).stem
    slug = re.sub(r"-{2,}", "-", slugify(stem).replace("_", "-")).strip("-")
    slug = slug[: _LONGEST_NAME - 5].strip("-") or "figure"
    taken = set(Figure.objects.filter(name__startswith=slug).values_list("name", flat=True))
    name, number = slug, 1
    while name in taken:
        number += 1
        name = f"{slug}-{number}"
    return name


def _check(figure: Figure) -> None:
    check_words(figure.alternative_text, is_decorative=figure.is_decorative)
    figure.full_clean(exclude=["content"], validate_constraints=False)


def _renewable(name: str) -> QuerySet[PageRevision]:
    """Live texts and drafts. What readers have read and no longer see is history."""
    return texts_asking_for(name).filter(Q(live_on__isnull=False) | Q(published_at__isnull=True))


def _renew(name: str, asking: QuerySet[PageRevision]) -> int:
    if settings_asking_for(name).exists():
        rebuild_settings()
    return renew_with_facts(asking)
