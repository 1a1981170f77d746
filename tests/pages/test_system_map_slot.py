"""The short code of the system map: where it becomes the map, and where it stays as typed."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pages.admin.reading import as_reading_copy
from pages.lifecycle.publishing import publish
from pages.mapping import redraw_map, remove_aspect
from pages.models import Aspect, Page, PageStatus
from pages.moving import move_page
from pages.rendering import SYSTEM_MAP_SLOT, render
from tests.pages.factories import make_draft, make_page, make_staff, newest


def html_of(markdown: str) -> str:
    return render(markdown, settings={}).html


def read(client: Client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize(
    "markdown",
    [
        "{{ system_map }}",
        "{{system_map}}  ",
        "Before.\n{{ system_map }}\nAfter.",
        "- item\n\n{{ system_map }}\n\n## After",
        "<section>\n{{ system_map }}\n</section>",
    ],
)
def test_short_code_alone_on_its_line_leaves_room_for_the_map(markdown: str) -> None:
    assert html_of(markdown).count(SYSTEM_MAP_SLOT) == 1


@pytest.mark.parametrize(
    "markdown",
    [
        "See {{ system_map }} here.",
        "`{{ system_map }}`",
        "```\n{{ system_map }}\n```",
        "    {{ system_map }}",
    ],
)
def test_elsewhere_it_stays_as_typed(markdown: str) -> None:
    html = html_of(markdown)
    assert SYSTEM_MAP_SLOT not in html
    assert "{{ system_map }}" in html


@pytest.mark.parametrize(
    "markdown",
    [
        SYSTEM_MAP_SLOT,
        f"`{SYSTEM_MAP_SLOT}`",
        f"[words](/a/ '{SYSTEM_MAP_SLOT}')",
        f"<span title='{SYSTEM_MAP_SLOT}'>words</span>",
        "<!--\n{{ system_map }}\n-->",
    ],
)
def test_room_for_the_map_cannot_be_forged(markdown: str) -> None:
    assert SYSTEM_MAP_SLOT not in html_of(markdown)


def test_words_around_it_keep_their_own_paragraphs() -> None:
    html = html_of("Before *it*.\n{{ system_map }}\nAfter *it*.")
    assert [one.text for one in BeautifulSoup(html, "html.parser").select("p em")] == ["it", "it"]
    assert render("a\n\n{{ system_map }}\n\nb", settings={}).text == "a · b"


@pytest.mark.django_db
def test_page_shows_the_map_and_each_copy_has_its_own_ids(client: Client) -> None:
    redraw_map()
    make_page("twice", body="{{ system_map }}\n\n{{ system_map }}")
    page = read(client, "/twice/")
    assert len(page.select("figure.app-map svg")) == 2
    ids = [one["id"] for one in page.select("[id]")]
    assert len(ids) == len(set(ids))
    for one in page.select("figure [aria-labelledby]"):
        assert set(str(one["aria-labelledby"]).split()) <= set(ids)
    names = {one["name"] for one in page.select("figure input")}
    assert len(names) == 2
    assert "<!--" not in str(page.select_one("figure"))


@pytest.mark.django_db
def test_map_costs_one_query_and_only_where_it_is(client: Client) -> None:
    redraw_map()
    make_page("with", body="{{ system_map }}\n\n{{ system_map }}")
    make_page("without")

    def asked_for_the_map(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return sum("pages_systemmap" in query["sql"] for query in queries)

    assert asked_for_the_map("/with/") == 1
    assert asked_for_the_map("/without/") == 0


@pytest.mark.django_db
def test_aspect_is_a_link_only_while_readers_can_reach_its_page(client: Client) -> None:
    section = make_page("system")
    about = make_draft("about-value", title="Secret", parent=section)
    Aspect.objects.filter(slug="value").update(page=about)
    redraw_map()
    make_page("map", body="{{ system_map }}")

    def links() -> list[tuple[str, str]]:
        page = read(client, "/map/")
        assert "Secret" not in str(page.select_one("figure"))
        found = page.select("figure svg a, figure dt a")
        return [(" ".join(one.text.split()), str(one["href"])) for one in found]

    assert links() == []
    move_page(page=about, parent=section, slug="what-value-is")
    publish(revision=newest(about), by=None)
    assert [to for _, to in links()] == ["/system/what-value-is/"] * 2
    assert [words for words, _ in links()] == ["Value", "Value"]
    Page.objects.filter(pk=section.pk).update(status=PageStatus.DRAFT)
    assert links() == []


@pytest.mark.django_db
def test_without_aspects_readers_see_nothing_and_staff_are_told(client: Client) -> None:
    for aspect in Aspect.objects.all():
        remove_aspect(aspect=aspect)
    make_page("map", body="Words.\n\n{{ system_map }}")
    assert read(client, "/map/").select("figure, .app-staff-note, .app-map-slot") == []
    client.force_login(make_staff("sam", "editors"))
    assert "once it has aspects" in read(client, "/map/").select(".app-staff-note")[0].text


def test_staff_reading_a_revision_are_told_where_the_map_stands() -> None:
    assert as_reading_copy(html_of("{{ system_map }}")).strip() == (
        "<p>[The system map stands here.]</p>"
    )
