"""Choosing and uploading a figure from the editor."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pages.models import Figure
from tests.pages.pictures import make_figure, picture_file
from tests.pages.screens import soup

pytestmark = pytest.mark.django_db

PICKER = "/admin/pages/figure/picker/"


def names(response: Any) -> list[str]:
    return [one.text for one in soup(response).select("[data-picker] .app-gallery__name")]


def post(client: Client, content: bytes, **words: str) -> Any:
    file = SimpleUploadedFile("dots.png", content)
    return client.post(PICKER, {"upload": file, **words}, follow=True)


def test_newest_figures_come_first_with_their_markdown(
    client: Client, editor: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        make_figure(f"map-{number}")
    with django_assert_num_queries(5):
        response = client.get(PICKER)
    assert names(response)[:2] == ["map-29", "map-28"]
    assert len(names(response)) == 24
    assert "The newest 24 are shown" in soup(response).text
    button = soup(response).select_one("[data-insert]")
    assert button is not None
    assert button["data-insert"] == "![](figure:map-29)"


@pytest.mark.parametrize(
    ("query", "found"),
    [("map", ["map"]), ("seven MAP", ["map"]), ("none", []), (" ", ["chart", "map"])],
)
def test_figures_are_searched(client: Client, editor: User, query: str, found: list[str]) -> None:
    make_figure("map")
    make_figure("chart", alternative_text="A chart")
    assert names(client.get(PICKER, {"q": query})) == found


def test_uploaded_figure_comes_first(client: Client, editor: User) -> None:
    make_figure("map")
    response = post(client, picture_file(), alternative_text="Dots")
    assert names(response) == ["dots", "map"]
    assert "Added “dots”." in soup(response).text
    assert Figure.objects.get(name="dots").created_by == editor


def test_refused_upload_keeps_the_words_and_ids_of_its_own(client: Client, editor: User) -> None:
    response = post(client, b"<svg/>", alternative_text="Dots", caption="Mine")
    assert response.status_code == 422
    screen = soup(response)
    assert "Export it as a PNG" in screen.select_one(".errorlist").text  # type: ignore[union-attr]
    assert screen.select_one("#figure_caption").text.strip() == "Mine"  # type: ignore[union-attr]
    assert screen.select("[data-picker] [id^=id_]") == []
    assert not Figure.objects.exists()
