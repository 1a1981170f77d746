"""Draw the map and tell it in words: the HTML that is stored until staff change a part of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string

from pages.system_map.geometry import Curve, Point
from pages.system_map.layout import BADGE_RADIUS, Arrow, Node, lay_out
from pages.system_map.parts import AspectPart, InfluencePart, MapParts
from pages.system_map.telling import Story, tell
from pages.system_map.wrapping import FONT_SIZE, LINE_HEIGHT

_HEAD_LENGTH, _HEAD_WIDTH = 11.0, 5.5
_MARK = 5.0  # half the width of the triangle that says up or down


@dataclass(frozen=True, slots=True)
class DrawnAspect:
    """An aspect's box; numbers are as SVG writes them."""

    aspect: AspectPart
    x: str
    y: str
    width: str
    height: str
    lines: Sequence[tuple[str, str, str]]
    falling: str
    rising: str
    is_alone: bool


@dataclass(frozen=True, slots=True)
class DrawnInfluence:
    influence: InfluencePart
    title: str
    line: str
    head: str
    number: str
    badge: tuple[str, str, str] | None


def draw_map(parts: MapParts) -> str:
    """Nothing when there is nothing to draw. Where pages are linked marks are left, which
    `reading.fill_in_links` turns into links for the pages that readers can reach."""
    if not parts.aspects:
        return ""
    story = tell(parts)
    numbers = {step.influence.pk: step.number for turn in story.turns[:1] for step in turn.steps}
    ordered = sorted(parts.influences, key=lambda one: numbers.get(one.pk, len(numbers) + 1))
    layout = lay_out(
        [one.title for one in parts.aspects],
        [(one.source, one.target) for one in ordered],
        numbered=len(numbers),
    )
    context = {
        "story": story,
        "aspects": parts.aspects,
        "nodes": [
            _node(aspect, node, is_alone=aspect in story.alone)
            for aspect, node in zip(parts.aspects, layout.nodes, strict=True)
        ],
        "arrows": [
            _arrow(parts, influence, arrow, numbers.get(influence.pk))
            for influence, arrow in zip(ordered, layout.arrows, strict=True)
        ],
        "has_opposites": any(one.is_opposite for one in parts.influences),
        "summary": _summary(parts, story),
        "view_box": f"0 0 {_number(layout.width)} {_number(layout.height)}",
        "badge_radius": _number(BADGE_RADIUS),
    }
    return render_to_string("pages/system_map/map.html", context)


def _node(aspect: AspectPart, node: Node, *, is_alone: bool) -> DrawnAspect:
    box = node.box
    first = box.centre.y - (len(node.lines) - 1) * LINE_HEIGHT / 2 + FONT_SIZE * 0.35
    x, y = box.right - 2 * _MARK - 2, box.top
    return DrawnAspect(
        aspect=aspect,
        x=_number(box.left),
        y=_number(box.top),
        width=_number(box.width),
        height=_number(box.height),
        lines=[
            (_number(box.centre.x), _number(first + at * LINE_HEIGHT), line)
            for at, line in enumerate(node.lines)
        ],
        falling=_polygon(
            Point(x - _MARK, y - _MARK), Point(x + _MARK, y - _MARK), Point(x, y + _MARK)
        ),
        rising=_polygon(
            Point(x - _MARK, y + _MARK), Point(x + _MARK, y + _MARK), Point(x, y - _MARK)
        ),
        is_alone=is_alone,
    )


def _arrow(
    parts: MapParts, influence: InfluencePart, arrow: Arrow, number: int | None
) -> DrawnInfluence:
    line, head = _with_head(arrow.curve)
    source, target = parts.aspects[influence.source], parts.aspects[influence.target]
    way = "the opposite way" if influence.is_opposite else "the same way"
    step = f"Step {number}: " if number else ""
    title = f"{step}{source.name if step else source.title} acts on {target.name}, {way}"
    badge = None
    if arrow.badge and number:
        badge = (
            _number(arrow.badge.x),
            _number(arrow.badge.y),
            _number(arrow.badge.y + FONT_SIZE * 0.3),
        )
    return DrawnInfluence(influence, title, line, head, str(number or ""), badge)


def _with_head(curve: Curve) -> tuple[str, str]:
    """The line as far as its head, and the head, which points the way the curve arrives."""
    tip = curve.end
    base_at = next(
        (
            part / 100
            for part in range(99, 0, -1)
            if curve.at(part / 100).distance(tip) >= _HEAD_LENGTH
        ),
        0.01,
    )
    line = curve.between(0, base_at)
    base = line.end
    length = base.distance(tip) or 1
    across = (tip.y - base.y) / length * _HEAD_WIDTH
    down = (base.x - tip.x) / length * _HEAD_WIDTH
    head = _polygon(
        tip, Point(base.x + across, base.y + down), Point(base.x - across, base.y - down)
    )
    path = f"M{_pair(line.start)}Q{_pair(line.control)} {_pair(line.end)}"
    return path, head


def _summary(parts: MapParts, story: Story) -> str:
    names = _listed([one.name for one in parts.aspects])
    count = len(parts.influences)
    arrows = "1 arrow" if count == 1 else f"{count or 'no'} arrows"
    cycle = ""
    if story.is_cycle:
        first = story.turns[0].steps
        way = " to ".join([first[0].source.name, *(step.target.name for step in first)])
        cycle = f" The cycle goes from {way}."
    return f"{names[:1].upper()}{names[1:]}, joined by {arrows}.{cycle}"


def _listed(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _polygon(*points: Point) -> str:
    return " ".join(_pair(point) for point in points)


def _pair(point: Point) -> str:
    return f"{_number(point.x)},{_number(point.y)}"


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
