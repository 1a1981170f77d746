"""Lead each arrow from box to box, round every other box and apart from the arrow coming back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from pages.system_map.geometry import Box, Curve, Point

_SAMPLES = 48
_ROUND_A_BOX = 8.0  # how close an arrow may pass to a box that is not its own
_BEFORE_A_BOX = 4.0  # what is left free between an arrow's ends and its boxes
_PAIR_APART = 20.0
# How far the arrow bends, as a part of its length: to its own left first. On the ring that is
# outwards for an arrow that goes clockwise, and inwards for the one that comes back.
_BENDS = (0.22, 0.12, 0.32, -0.12, 0.05, -0.22, -0.05, 0.45, -0.4, 0.6, -0.55, -0.7, 0.8, -0.9, 1.0)
# Where an arrow leaves its first box and arrives in its second, as a part of their width: at their
# middle, else nearer to the middle of the map, at last just beside them.
_ANCHORS = ((0, 0), (0.3, 0.3), (0.45, 0.45), (0.45, 0), (0, 0.45), (0.56, 0.56))

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Route:
    curve: Curve
    is_clear: bool


def route(*, pair: Pair, boxes: Sequence[Box], width: float, routed: Mapping[Pair, Route]) -> Route:
    """The gentlest bend that is clear; if none is, the one that disturbs least."""
    source, target = boxes[pair[0]], boxes[pair[1]]
    others = [box for at, box in enumerate(boxes) if at not in pair]
    coming_back = routed.get((pair[1], pair[0]))
    least: tuple[int, Curve] | None = None
    for (leaving, arriving), bend in product(_ANCHORS, _BENDS):
        whole = _bent(_inwards(source, width, leaving), _inwards(target, width, arriving), bend)
        curve = _clipped(whole, source, target)
        if curve is None:
            continue
        trouble = 10 * _in_the_way(curve, others, width=width)
        if coming_back and _closest(curve, coming_back.curve) < _PAIR_APART:
            trouble += 1
        if least is None or trouble < least[0]:
            least = trouble, curve
        if not trouble:
            break
    if least is None:
        straight = source.centre.towards(target.centre, 0.5)
        return Route(Curve(source.centre, straight, target.centre), is_clear=False)
    return Route(least[1], is_clear=least[0] < 10)


def _inwards(box: Box, width: float, part: float) -> Point:
    side = (width / 2 > box.centre.x) - (width / 2 < box.centre.x)
    return Point(box.centre.x + side * part * box.width, box.centre.y)


def _bent(start: Point, end: Point, bend: float) -> Curve:
    middle = start.towards(end, 0.5)
    across, down = end.x - start.x, end.y - start.y
    return Curve(start, Point(middle.x + down * bend, middle.y - across * bend), end)


def _clipped(whole: Curve, source: Box, target: Box) -> Curve | None:
    """The part outside both boxes; none when nothing worth seeing is left."""
    points = whole.points(_SAMPLES)
    inside = [at for at, one in enumerate(points) if source.holds(one, margin=_BEFORE_A_BOX)]
    first = max(inside, default=0) + 1
    reached = [
        at
        for at, one in enumerate(points)
        if at > first and target.holds(one, margin=_BEFORE_A_BOX)
    ]
    last = min(reached, default=_SAMPLES) - 1
    if last - first < 3:
        return None
    return whole.between(first / _SAMPLES, last / _SAMPLES)


def _in_the_way(curve: Curve, others: Sequence[Box], *, width: float) -> int:
    """How many of its points are in another box, or off the map."""
    points = curve.points(_SAMPLES)
    crossing = sum(box.holds(one, margin=_ROUND_A_BOX) for one in points for box in others)
    outside = sum(not 4 <= one.x <= width - 4 for one in points)
    return crossing + outside


def _closest(one: Curve, other: Curve) -> float:
    """Between their middles: towards the ends the two of a pair may come together."""
    return min(
        one.at(first).distance(other.at(last))
        for first in (0.4, 0.5, 0.6)
        for last in (0.4, 0.5, 0.6)
    )
