"""The drawing and the words beside it say the same, and nothing in them is ever live."""

import re

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command

from pages.mapping import parts_of_map, redraw_map
from pages.models import Aspect, SystemMap
from pages.system_map.drawing import draw_map
from pages.system_map.parts import AspectPart, InfluencePart, MapParts
from pages.system_map.reading import fill_in_links
from tests.pages.test_system_map_layout import NAMES, dense, ring

ARROW = re.compile(r"(?:Step (\d+): )?(.+) acts on (.+), the (same|opposite) way")
OTHER = {"falls": "rises", "rises": "falls"}
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<!--link 1-->x<!--end-->",
    "<!--copy-->",
    "{{ 7 }}{% now 'Y' %}",
    "\u202egnp.exe",
    "]]></title></svg><b>",
]


def make_parts(count: int, pairs: list[tuple[int, int]]) -> MapParts:
    return MapParts(
        aspects=[
            AspectPart(at, f"aspect-{at}", name, f"What {name} is.", at + 100)
            for at, name in enumerate(NAMES[:count])
        ],
        influences=[
            InfluencePart(at, source, target, at % 3 == 2, f"Down {at}.", f"Up {at}.")
            for at, (source, target) in enumerate(pairs)
        ],
    )


def soup_of(parts: MapParts) -> BeautifulSoup:
    return BeautifulSoup(fill_in_links(draw_map(parts), url_of=lambda _: None), "html.parser")


@pytest.mark.parametrize("count", range(3, 13))
@pytest.mark.parametrize("pairs", [ring, dense])
def test_words_say_of_each_arrow_what_its_name_in_the_drawing_says(count: int, pairs) -> None:
    page = soup_of(make_parts(count, pairs(count)))
    arrows = {}
    for one in page.select("svg g.app-map__arrow"):
        named = ARROW.fullmatch(str(one["aria-label"]))
        assert named is not None
        arrows[one["data-influence"]] = named.groups()

    def told(arrow: tuple[str, ...], sense: str) -> tuple[str, str]:
        _, source, target, way = arrow
        then = sense if way == "same" else OTHER[sense]
        return f"{source[:1].upper()}{source[1:]} {sense}, and {target} {then}.", then

    numbered = sorted((one for one in arrows.values() if one[0]), key=lambda one: int(one[0]))
    for turn in page.select(".app-map__turn"):
        expected, sense = [], str(turn["data-direction"])
        for arrow in numbered:
            sentence, sense = told(arrow, sense)
            expected.append(sentence)
        assert [one.text for one in turn.select(".app-map__what")] == expected
    for one in page.select(".app-map__other"):
        arrow = arrows[one["data-influence"]]
        assert [words.text for words in one.select(".app-map__what")] == [
            told(arrow, sense)[0] for sense in ("falls", "rises")
        ]


@pytest.mark.parametrize("count", range(3, 13))
@pytest.mark.parametrize("pairs", [ring, dense])
def test_words_say_what_the_drawing_shows(count: int, pairs) -> None:
    parts = make_parts(count, pairs(count))
    page = soup_of(parts)

    boxes = {
        str(one["data-aspect"]): " ".join(one.text.split())
        for one in page.select("svg [data-aspect]")
    }
    terms = {str(one["data-aspect"]): one.text for one in page.select("dt")}
    assert {slug: name.replace("- ", "") for slug, name in boxes.items()} == terms

    arrows = {
        (str(one["data-influence"]), "app-map__arrow--opposite" in one["class"])
        for one in page.select("svg g.app-map__arrow")
    }
    by_words = {
        (str(one["data-influence"]), one["data-sense"] != one["data-target-sense"])
        for one in page.select(".app-map__step")
    }
    beside = {str(one["data-influence"]) for one in page.select(".app-map__other")}
    assert by_words <= arrows
    assert {influence for influence, _ in arrows} - {one for one, _ in by_words} == beside

    numbers = [
        (one["data-influence"], " ".join(one.text.split()))
        for one in page.select(".app-map__badge")
    ]
    for turn in page.select(".app-map__turn"):
        steps = [one["data-influence"] for one in turn.select(".app-map__step")]
        assert numbers == [(one, str(number)) for number, one in enumerate(steps, start=1)]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_are_only_words(hostile: str) -> None:
    parts = MapParts(
        aspects=[AspectPart(1, "one", hostile, hostile, 1), AspectPart(2, "two", "two", "Two.", 2)],
        influences=[
            InfluencePart(1, 0, 1, False, hostile, hostile),
            InfluencePart(2, 1, 0, True, hostile, hostile),
        ],
    )
    plain = MapParts(
        aspects=[AspectPart(1, "one", "one", "One.", 1), AspectPart(2, "two", "two", "Two.", 2)],
        influences=[
            InfluencePart(1, 0, 1, False, "A.", "B."),
            InfluencePart(2, 1, 0, True, "A.", "B."),
        ],
    )
    got, wanted = (
        BeautifulSoup(fill_in_links(draw_map(one), url_of=lambda pk: f"/{pk}/"), "html.parser")
        for one in (parts, plain)
    )

    def shape(page: BeautifulSoup) -> list[tuple[str, list[str]]]:
        return [(one.name, sorted(one.attrs)) for one in page.find_all(True) if one.name != "tspan"]

    assert shape(got) == shape(wanted)
    assert hostile[:1].upper() + hostile[1:] in got.select("dt")[0].text


def test_first_map_is_drawn_from_the_pages_own_words(db: None) -> None:
    html = redraw_map().html
    page = BeautifulSoup(html, "html.parser")
    assert [one.text for one in page.select(".app-map__heading")] == [
        "When value falls: a vicious cycle",
        "When value rises: a virtuous cycle",
    ]
    titles = [one.text for one in page.select("[data-direction=falls] .app-map__what")]
    assert titles == [
        "Value falls, and status falls.",
        "Status falls, and quality falls.",
        "Quality falls, and value falls.",
    ]
    assert "No arrow leads to or from context or cost." in " ".join(page.text.split())


def test_loading_the_content_links_each_aspect_to_its_page_once(db: None) -> None:
    call_command("load_content", verbosity=0)
    paths = {one.slug: one.page and one.page.path for one in Aspect.objects.select_related("page")}
    assert paths == {slug: f"how-our-system-works/{slug}" for slug in paths}
    assert SystemMap.objects.get().html.count("<!--node") == 5

    Aspect.objects.filter(slug="value").update(page=None)
    call_command("load_content", verbosity=0)
    assert Aspect.objects.get(slug="value").page is None


def test_map_is_drawn_again_by_rebuilding(db: None) -> None:
    call_command("load_content", verbosity=0)
    SystemMap.objects.update(html="old")
    call_command("rebuild_html", verbosity=0)
    assert SystemMap.objects.get().html == draw_map(parts_of_map())
