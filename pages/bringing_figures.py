"""Bring the pictures of a folder in as figures, each once however often it is asked."""

import hashlib
import re
from collections.abc import Mapping

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from pages.figures.encoding import MAX_BYTES, EncodedPicture, encode_picture
from pages.figures.keeping import add_figure
from pages.figures.kinds import PictureRefused
from pages.mkdocs import FigureSource
from pages.mkdocs.exported import KINDS
from pages.mkdocs.notes import Notes
from pages.models import Figure


def bring_in_figures(
    sources: tuple[FigureSource, ...], *, by: User | None, notes: Notes
) -> dict[str, str]:
    """What became of each name that could not be had: another figure has it already."""
    renamed = {}
    for source in sources:
        try:
            with transaction.atomic():
                name = _bring_in_one(source, by=by, notes=notes)
        except (PictureRefused, OSError) as error:
            notes.problem(f"the picture {source.file.name} is to be supplied: {error}")
        except ValidationError as error:
            notes.problem(f"the picture {source.file.name} was refused: {' '.join(error.messages)}")
        else:
            if name != source.name:
                renamed[source.name] = name
    return renamed


def with_new_names(body: str, renamed: Mapping[str, str]) -> str:
    for old, new in renamed.items():
        body = re.sub(rf"\bfigure:{re.escape(old)}(?![a-z0-9-])", f"figure:{new}", body)
    return body


def _bring_in_one(source: FigureSource, *, by: User | None, notes: Notes) -> str:
    picture = _picture(source)
    named = Figure.objects.filter(name__regex=rf"\A{re.escape(source.name)}(-[0-9]+)?\Z")
    same = named.filter(digest=picture.digest).order_by("pk").first()
    if same is not None:
        return same.name
    taken = set(named.values_list("name", flat=True))
    name, count = source.name, 1
    while name in taken:
        count += 1
        name = f"{source.name}-{count}"
    add_figure(
        picture=picture,
        by=by,
        name=name,
        alternative_text=source.alternative_text,
        is_decorative=source.is_decorative,
        caption=source.caption,
        credit=source.credit,
    )
    notes.changed("figures added")
    if name != source.name:
        notes.problem(f"another figure is called {source.name}: this one is {name}")
    for said in picture.notes:
        notes.problem(f"figure {name}: {said}")
    return name


def _picture(source: FigureSource) -> EncodedPicture:
    """A picture that an export says it wrote stays as it was encoded: once more would cost detail.

    Any other is encoded anew, as an upload is.
    """
    if source.file.stat().st_size > MAX_BYTES:
        raise PictureRefused("its file is larger than 10 MB.")
    content = source.file.read_bytes()
    picture = encode_picture(content)
    if source.digest and source.digest == hashlib.sha256(content).hexdigest():
        kind = KINDS.get(source.file.suffix.lstrip("."), picture.media_type)
        return EncodedPicture(content, kind, picture.width, picture.height)
    return picture
