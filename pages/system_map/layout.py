"""Where everything on the map stands: names on a ring, arrows between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from pages.system_map.geometry import Box, Curve, Point
from pages.system_map.routing import Pair, Route, route
from pages.system_map.wrapping import LINE_HEIGHT, width_of, wrap

# About a phone's width, so that words keep their size there. More aspects make the map taller.
WIDTH = 360.0
BADGE_RADIUS = 11.0
_EDGE = 6.0
_NARROWEST, _WIDEST = 88.0, 126.0
_PADDING = 8.0
_APART = (52.0, 66.0, 86.0)  # between rows: what is tried, one after the other
_SIDE_BY_SIDE = 84.0  # between two of a row, so that an arrow and its number find room
_ROUND = 230.0  # a map of few aspects is about as high as wide


@dataclass(frozen=True, slots=True)
class Node:
    box: Box
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    pair: Pair
    curve: Curve
    badge: Point | None
    is_clear: bool


@dataclass(frozen=True, slots=True)
class Layout:
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    width: float
    height: float


def lay_out(names: Sequence[str], pairs: Sequence[Pair], *, numbered: int = 0) -> Layout:
    """`pairs` are arrows between names, by their places; the first `numbered` get a badge."""
    lines = [tuple(wrap(name, width=_WIDEST - 2 * _PADDING)) for name in names]
    widest = max((width_of(line) for one in lines for line in one), default=0.0)
    width = min(max(widest + 2 * _PADDING, _NARROWEST), _WIDEST)
    sizes = [(width, len(one) * LINE_HEIGHT + 2 * _PADDING) for one in lines]
    boxes, routes = _roomy_enough(sizes, pairs)
    badges = _badges(routes, pairs[:numbered], boxes)
    arrows = [
        Arrow(pair, one.curve, badges.get(pair), one.is_clear) for pair, one in routes.items()
    ]
    nodes = [Node(box, one) for box, one in zip(boxes, lines, strict=True)]
    return _framed(nodes, arrows)


def _roomy_enough(
    sizes: Sequence[tuple[float, float]], pairs: Sequence[Pair]
) -> tuple[list[Box], dict[Pair, Route]]:
    """As close together as lets every arrow pass; with a great many arrows, as most can."""
    found = []
    for apart in _APART:
        boxes = _on_a_ring(sizes, apart)
        routes = _route_all(pairs, boxes)
        blocked = sum(not one.is_clear for one in routes.values())
        if not blocked:
            return boxes, routes
        found.append((blocked, boxes, routes))
    _, boxes, routes = min(found, key=lambda one: one[0])
    return boxes, routes


def _on_a_ring(sizes: Sequence[tuple[float, float]], apart: float) -> list[Box]:
    """Clockwise from the top: one above, pairs side by side, and one below if it is left over."""
    if not sizes:
        return []
    rows = _rows(len(sizes))
    heights = [max(sizes[place][1] for place in row) for row in rows]
    pitch = _ROUND / (len(rows) - 1) if len(rows) > 1 else 0
    middles = [0.0]
    for above, below in pairwise(heights):
        middles.append(middles[-1] + max((above + below) / 2 + apart, pitch))
    width = sizes[0][0]
    widest = WIDTH / 2 - _EDGE - width / 2
    closest = min((width + _SIDE_BY_SIDE) / 2, widest)
    boxes: dict[int, Box] = {}
    for row, middle in zip(rows, middles, strict=True):
        from_centre = (middle - middles[-1] / 2) / (middles[-1] / 2 or 1)
        aside = max(widest * sqrt(1 - (from_centre * 0.9) ** 2), closest) if row[1:] else 0
        for place, side in zip(row, (1, -1), strict=False):
            boxes[place] = Box(Point(WIDTH / 2 + side * aside, middle), *sizes[place])
    return [boxes[place] for place in range(len(sizes))]


def _rows(count: int) -> list[tuple[int, ...]]:
    """Which places stand side by side: (0,), (1, last), (2, last but one) and so on."""
    pairs = [(place, count - place) for place in range(1, (count + 1) // 2)]
    below = [(count // 2,)] if count > 1 and count % 2 == 0 else []
    return [(0,), *pairs, *below]


def _route_all(pairs: Sequence[Pair], boxes: Sequence[Box]) -> dict[Pair, Route]:
    routed: dict[Pair, Route] = {}
    for pair in pairs:
        routed[pair] = route(pair=pair, boxes=boxes, width=WIDTH, routed=routed)
    return routed


def _badges(
    routes: dict[Pair, Route], numbered: Sequence[Pair], boxes: Sequence[Box]
) -> dict[Pair, Point]:
    """A little before the middle of the arrow, so that its head is seen, where the number covers
    neither a box nor another number."""
    badges: dict[Pair, Point] = {}
    for pair in numbered:
        points = [
            routes[pair].curve.at(0.42 + side * step / 40) for step in range(14) for side in (-1, 1)
        ]
        badges[pair] = next(
            (
                one
                for one in points
                if not any(box.holds(one, margin=BADGE_RADIUS + 2) for box in boxes)
                and all(one.distance(other) > 2 * BADGE_RADIUS + 2 for other in badges.values())
            ),
            points[0],
        )
    return badges


def _framed(nodes: Sequence[Node], arrows: Sequence[Arrow]) -> Layout:
    """Moved down so that the highest point of all is at the top edge."""
    heights = [edge for node in nodes for edge in (node.box.top, node.box.bottom)]
    heights += [point.y for arrow in arrows for point in arrow.curve.points(24)]
    for arrow in arrows:
        if arrow.badge:
            heights += [arrow.badge.y - BADGE_RADIUS, arrow.badge.y + BADGE_RADIUS]
    down = _EDGE + 4 - min(heights, default=0.0)
    return Layout(
        nodes=tuple(Node(node.box.lower(down), node.lines) for node in nodes),
        arrows=tuple(
            Arrow(
                arrow.pair,
                arrow.curve.lower(down),
                arrow.badge.lower(down) if arrow.badge else None,
                arrow.is_clear,
            )
            for arrow in arrows
        ),
        width=WIDTH,
        height=max(heights, default=0.0) + down + _EDGE + 4,
    )
