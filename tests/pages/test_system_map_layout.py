"""From three aspects to twelve, whatever acts on what: everything on the map can be made out."""

from collections.abc import Callable
from functools import cache
from itertools import combinations

import pytest

from pages.system_map.layout import BADGE_RADIUS, Layout, lay_out

NAMES = [
    "Value",
    "Context of the work",
    "Status",
    "Quality",
    "Leadership and ownership",
    "Cost",
    "Technology",
    "LA data",
    "Safeguarding outcomes for children and families",
    "Peer networks",
    "Interdepartmentalisation",
    "Know-how",
]
COUNTS = range(3, 13)


def ring(count: int) -> list[tuple[int, int]]:
    return [(place, (place + 1) % count) for place in range(count)]


def dense(count: int) -> list[tuple[int, int]]:
    """Four arrows from each, with many pairs that act on each other."""
    found = [
        (place, (place + step) % count) for place in range(count) for step in (1, -1, 2, count // 2)
    ]
    return list(dict.fromkeys(pair for pair in found if pair[0] != pair[1]))


def complete(count: int) -> list[tuple[int, int]]:
    return [(one, other) for one in range(count) for other in range(count) if one != other]


@pytest.fixture(params=COUNTS)
def count(request: pytest.FixtureRequest) -> int:
    return request.param


@cache
def laid_out(arrows: Callable[[int], list[tuple[int, int]]], count: int) -> Layout:
    return lay_out(NAMES[:count], arrows(count), numbered=count)


@pytest.fixture(params=[ring, dense, complete], ids=lambda one: one.__name__)
def layout(request: pytest.FixtureRequest, count: int) -> Layout:
    return laid_out(request.param, count)


def test_boxes_leave_room_for_an_arrow_between_them(layout: Layout) -> None:
    gaps = [one.box.gap(other.box) for one, other in combinations(layout.nodes, 2)]
    assert min(gaps) >= 40


def test_everything_is_inside_the_frame(layout: Layout) -> None:
    for node in layout.nodes:
        assert node.box.left >= 0
        assert node.box.right <= layout.width
        assert node.box.top >= 0
        assert node.box.bottom <= layout.height
    for arrow in layout.arrows:
        for point in arrow.curve.points(60):
            assert 0 <= point.x <= layout.width
            assert 0 <= point.y <= layout.height


def test_no_arrow_runs_through_a_box(layout: Layout) -> None:
    through = [
        arrow.pair
        for arrow in layout.arrows
        for place, node in enumerate(layout.nodes)
        if place not in arrow.pair
        and any(node.box.holds(point, margin=4) for point in arrow.curve.points(60))
    ]
    assert through == []


def test_arrows_begin_and_end_at_their_boxes(layout: Layout) -> None:
    for arrow in layout.arrows:
        source, target = (layout.nodes[place].box for place in arrow.pair)
        points = arrow.curve.points(60)
        assert not any(box.holds(point) for box in (source, target) for point in points)
        assert source.holds(arrow.curve.start, margin=16)
        assert target.holds(arrow.curve.end, margin=16)


@pytest.mark.parametrize("pairs", [ring, dense])
def test_numbers_cover_neither_boxes_nor_each_other(count: int, pairs) -> None:
    layout = laid_out(pairs, count)
    badges = [arrow.badge for arrow in layout.arrows if arrow.badge]
    assert len(badges) == count
    for one, other in combinations(badges, 2):
        assert one.distance(other) > 2 * BADGE_RADIUS
    for badge in badges:
        assert not any(node.box.holds(badge, margin=BADGE_RADIUS) for node in layout.nodes)


@pytest.mark.parametrize("count", COUNTS)
def test_there_and_back_are_two_arrows_to_the_eye(count: int) -> None:
    there = ring(count)
    layout = lay_out(NAMES[:count], [*there, *((b, a) for a, b in there)])
    curves = {arrow.pair: arrow.curve for arrow in layout.arrows}
    for source, target in there:
        apart = curves[source, target].at(0.5).distance(curves[target, source].at(0.5))
        assert apart >= 14


def test_aspects_go_clockwise_from_the_top(count: int) -> None:
    boxes = [node.box for node in lay_out(NAMES[:count], []).nodes]
    middle = boxes[0].centre.x
    assert boxes[0].top == min(box.top for box in boxes)
    assert boxes[1].centre.x > middle > boxes[-1].centre.x


@pytest.mark.parametrize("names", [[], ["Value"], ["Value", "Status"]])
def test_fewer_than_three_are_laid_out_too(names: list[str]) -> None:
    assert len(lay_out(names, []).nodes) == len(names)


@pytest.mark.parametrize("name", ["W" * 60, "数据" * 30, "a " * 30, "e\u0301" * 30, "\u202e" * 60])
def test_any_name_is_wrapped_inside_the_frame(name: str) -> None:
    layout = lay_out([name] * 12, dense(12))
    assert all(node.box.left >= 0 and node.box.bottom <= layout.height for node in layout.nodes)
    said = "".join(layout.nodes[0].lines).replace("-", "").replace(" ", "")
    assert said == name.replace(" ", "")
