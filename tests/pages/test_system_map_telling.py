"""The cycle that readers step round, and what is said at each step."""

import pytest

from pages.system_map.cycles import longest_cycle
from pages.system_map.parts import AspectPart, InfluencePart, MapParts
from pages.system_map.telling import tell


def make_parts(names: str, *arrows: str) -> MapParts:
    """`make_parts("abc", "ab", "bc-")`: a acts on b, and b on c the opposite way."""
    return MapParts(
        aspects=[
            AspectPart(at, f"slug-{name}", name, f"What {name} is.")
            for at, name in enumerate(names)
        ],
        influences=[
            InfluencePart(
                at,
                names.index(arrow[0]),
                names.index(arrow[1]),
                arrow.endswith("-"),
                f"{arrow[:2]} falling.",
                f"{arrow[:2]} rising.",
            )
            for at, arrow in enumerate(arrows)
        ],
    )


@pytest.mark.parametrize(
    ("pairs", "cycle"),
    [
        ([], []),
        ([(0, 1), (1, 2)], []),
        ([(0, 1), (1, 0)], [0, 1]),
        ([(2, 1), (1, 3), (3, 2), (0, 1)], [1, 3, 2]),
        ([(0, 1), (1, 0), (2, 3), (3, 4), (4, 2)], [2, 3, 4]),
        ([(0, 1), (1, 0), (2, 3), (3, 2)], [0, 1]),
        ([(0, 1), (1, 2), (2, 0), (1, 0), (2, 3), (3, 0)], [0, 1, 2, 3]),
    ],
)
def test_longest_cycle(pairs: list[tuple[int, int]], cycle: list[int]) -> None:
    assert longest_cycle(5, pairs) == cycle


def test_longest_cycle_of_everything_acting_on_everything() -> None:
    pairs = [(one, other) for one in range(12) for other in range(12) if one != other]
    cycle = longest_cycle(12, pairs)
    assert (cycle[0], sorted(cycle)) == (0, list(range(12)))


def test_cycle_is_told_both_ways() -> None:
    story = tell(make_parts("abc", "ab", "bc", "ca"))
    falling, rising = story.turns
    assert falling.heading == "When a falls: a vicious cycle"
    assert [step.title for step in falling.steps] == [
        "A falls, and b falls",
        "B falls, and c falls",
        "C falls, and a falls",
    ]
    assert [step.explanation for step in rising.steps] == ["ab rising.", "bc rising.", "ca rising."]
    assert falling.round_again == "And so round again: a falls further."
    assert rising.heading == "When a rises: a virtuous cycle"


def test_opposite_effect_turns_what_follows() -> None:
    falling, rising = tell(make_parts("abc", "ab-", "bc", "ca-")).turns
    assert [step.title for step in falling.steps] == [
        "A falls, and b rises",
        "B rises, and c rises",
        "C rises, and a falls",
    ]
    assert [step.explanation for step in falling.steps] == [
        "ab falling.",
        "bc rising.",
        "ca rising.",
    ]
    # Whether that is vicious or virtuous is not in the rows.
    assert falling.heading == "When a falls"
    assert falling.round_again == "And so round again: a falls further."
    assert rising.steps[1].title == "B falls, and c falls"


def test_cycle_that_turns_against_itself_says_so() -> None:
    falling, _ = tell(make_parts("ab", "ab", "ba-")).turns
    assert falling.round_again == (
        "And so round again, but now a rises: the cycle steadies itself."
    )


def test_without_a_cycle_each_influence_is_told_in_order() -> None:
    story = tell(make_parts("abc", "ab-", "bc"))
    falling, rising = story.turns
    assert not story.is_cycle
    assert falling.heading == "When aspects fall"
    assert [step.title for step in falling.steps] == [
        "A falls, and b rises",
        "B falls, and c falls",
    ]
    assert [step.title for step in rising.steps] == ["A rises, and b falls", "B rises, and c rises"]
    assert falling.round_again == ""


def test_what_is_beside_the_cycle_is_told_too() -> None:
    story = tell(make_parts("abcd", "ab", "ba", "ac"))
    assert [[step.title for step in both] for both in story.others] == [
        ["A falls, and c falls", "A rises, and c rises"]
    ]
    assert [aspect.name for aspect in story.alone] == ["d"]


def test_aspects_without_influences_have_nothing_to_step_through() -> None:
    story = tell(make_parts("ab"))
    assert (story.turns, story.others) == ((), ())
    assert [aspect.name for aspect in story.alone] == ["a", "b"]
