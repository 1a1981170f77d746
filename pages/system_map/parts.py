"""What the map is made of, as plain values: no row of the database is needed to draw one."""

from collections.abc import Sequence
from dataclasses import dataclass

MOST_ASPECTS = 12  # beyond that no drawing of them is legible on a phone


@dataclass(frozen=True, slots=True)
class AspectPart:
    """`name` is as it reads in a sentence. They come in their order, clockwise from the top."""

    pk: int
    slug: str
    name: str
    description: str
    page_pk: int | None = None

    @property
    def title(self) -> str:
        return self.name[:1].upper() + self.name[1:]


@dataclass(frozen=True, slots=True)
class InfluencePart:
    """`source` and `target` are the aspects' places in their order, from 0."""

    pk: int
    source: int
    target: int
    is_opposite: bool
    when_falling: str
    when_rising: str


@dataclass(frozen=True, slots=True)
class MapParts:
    aspects: Sequence[AspectPart]
    influences: Sequence[InfluencePart]
