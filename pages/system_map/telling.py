"""Tell the map in words: step by step, when the first aspect falls and when it rises."""

from dataclasses import dataclass

from pages.system_map.cycles import longest_cycle
from pages.system_map.parts import AspectPart, InfluencePart, MapParts

FALLS, RISES = "falls", "rises"
_OTHER = {FALLS: RISES, RISES: FALLS}


@dataclass(frozen=True, slots=True)
class Step:
    number: int
    influence: InfluencePart
    source: AspectPart
    target: AspectPart
    sense: str
    target_sense: str

    @property
    def title(self) -> str:
        return f"{self.source.title} {self.sense}, and {self.target.name} {self.target_sense}"

    @property
    def explanation(self) -> str:
        return self.influence.when_falling if self.sense == FALLS else self.influence.when_rising


@dataclass(frozen=True, slots=True)
class Turn:
    """All the steps, one way."""

    direction: str
    heading: str
    choice: str
    steps: tuple[Step, ...]
    round_again: str


@dataclass(frozen=True, slots=True)
class Story:
    turns: tuple[Turn, ...]
    others: tuple[tuple[Step, Step], ...]
    is_cycle: bool
    alone: tuple[AspectPart, ...]


def tell(parts: MapParts) -> Story:
    by_pair = {(one.source, one.target): one for one in parts.influences}
    way = longest_cycle(len(parts.aspects), by_pair)
    cycle = [by_pair[pair] for pair in zip(way, [*way[1:], *way[:1]], strict=True)]
    told = cycle or list(parts.influences)
    others = [one for one in parts.influences if one not in told]
    joined = {place for one in parts.influences for place in (one.source, one.target)}
    return Story(
        turns=tuple(_turn(parts, told, sense, is_cycle=bool(cycle)) for sense in (FALLS, RISES))
        if told
        else (),
        others=tuple((_step(parts, one, FALLS), _step(parts, one, RISES)) for one in others),
        is_cycle=bool(cycle),
        alone=tuple(one for at, one in enumerate(parts.aspects) if at not in joined),
    )


def _turn(parts: MapParts, told: list[InfluencePart], direction: str, *, is_cycle: bool) -> Turn:
    steps = []
    sense = direction
    for number, influence in enumerate(told, start=1):
        step = _step(parts, influence, sense, number)
        steps.append(step)
        sense = step.target_sense if is_cycle else direction
    if not is_cycle:
        verb = "fall" if direction == FALLS else "rise"
        return Turn(direction, f"When aspects {verb}", f"Aspects {verb}", tuple(steps), "")
    first = steps[0].source
    if sense == direction:
        again = f"And so round again: {first.name} {direction} further."
    else:
        again = f"And so round again, but now {first.name} {sense}: the cycle steadies itself."
    return Turn(
        direction,
        f"When {first.name} {direction}{_kind_of(told, direction)}",
        f"{first.title} {direction}",
        tuple(steps),
        again,
    )


def _kind_of(told: list[InfluencePart], direction: str) -> str:
    """Vicious or virtuous only where all rise and fall together: else nothing says which is so."""
    if any(one.is_opposite for one in told):
        return ""
    return ": a vicious cycle" if direction == FALLS else ": a virtuous cycle"


def _step(parts: MapParts, influence: InfluencePart, sense: str, number: int = 0) -> Step:
    return Step(
        number=number,
        influence=influence,
        source=parts.aspects[influence.source],
        target=parts.aspects[influence.target],
        sense=sense,
        target_sense=_OTHER[sense] if influence.is_opposite else sense,
    )
