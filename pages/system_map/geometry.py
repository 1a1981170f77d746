"""Points, boxes and curves of the drawing."""

from dataclasses import dataclass
from math import hypot


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float

    def towards(self, other: "Point", part: float) -> "Point":
        return Point(self.x + (other.x - self.x) * part, self.y + (other.y - self.y) * part)

    def distance(self, other: "Point") -> float:
        return hypot(self.x - other.x, self.y - other.y)

    def lower(self, by: float) -> "Point":
        return Point(self.x, self.y + by)


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle, by its centre."""

    centre: Point
    width: float
    height: float

    @property
    def left(self) -> float:
        return self.centre.x - self.width / 2

    @property
    def top(self) -> float:
        return self.centre.y - self.height / 2

    @property
    def right(self) -> float:
        return self.centre.x + self.width / 2

    @property
    def bottom(self) -> float:
        return self.centre.y + self.height / 2

    def holds(self, point: Point, *, margin: float = 0) -> bool:
        return (
            abs(point.x - self.centre.x) < self.width / 2 + margin
            and abs(point.y - self.centre.y) < self.height / 2 + margin
        )

    def gap(self, other: "Box") -> float:
        """How far apart the two are at their closest; 0 when they touch or overlap."""
        across = abs(self.centre.x - other.centre.x) - (self.width + other.width) / 2
        down = abs(self.centre.y - other.centre.y) - (self.height + other.height) / 2
        return hypot(max(across, 0), max(down, 0))

    def lower(self, by: float) -> "Box":
        return Box(self.centre.lower(by), self.width, self.height)


@dataclass(frozen=True, slots=True)
class Curve:
    """A quadratic Bézier curve."""

    start: Point
    control: Point
    end: Point

    def at(self, part: float) -> Point:
        first = self.start.towards(self.control, part)
        return first.towards(self.control.towards(self.end, part), part)

    def between(self, first: float, last: float) -> "Curve":
        """The piece of it from one part of the way to another."""
        from_first = Curve(self.at(first), self.control.towards(self.end, first), self.end)
        share = (last - first) / (1 - first)
        return Curve(
            from_first.start, from_first.start.towards(from_first.control, share), self.at(last)
        )

    def points(self, count: int) -> list[Point]:
        return [self.at(step / count) for step in range(count + 1)]

    def lower(self, by: float) -> "Curve":
        return Curve(self.start.lower(by), self.control.lower(by), self.end.lower(by))
