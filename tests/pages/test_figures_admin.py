"""The staff's gallery of figures."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pages.figures.keeping import describe_figure
from pages.models import Figure
from tests.pages.factories import make_draft, make_page, make_staff, newest
from tests.pages.pictures import make_figure, picture_file
from tests.pages.screens import errors, filled_in, messages, soup

pytestmark = pytest.mark.django_db

LIST = "/admin/pages/figure/"
ADD = f"{LIST}add/"


def upload(client: Client, content: bytes, **words: Any) -> Any:
    file = SimpleUploadedFile("System map.png", content, "image/png")
    return client.post(ADD, {"upload": file, **words}, follow=True)


def change(figure: Figure) -> str:
    return f"{LIST}{figure.pk}/change/"


def delete(figure: Figure) -> str:
    return f"{LIST}{figure.pk}/delete/"


def test_figure_is_added_and_says_how_to_show_it(client: Client, editor: User) -> None:
    response = upload(client, picture_file(), alternative_text="Dots", caption="A map", credit="Us")
    figure = Figure.objects.get()
    assert messages(response) == [
        "Added “system-map”. To show it, write ![](figure:system-map) in a page."
    ]
    assert (figure.alternative_text, figure.caption, figure.credit) == ("Dots", "A map", "Us")
    assert (figure.created_by, figure.updated_by) == (editor, editor)


def test_a_second_copy_is_said_to_be_one(client: Client, editor: User) -> None:
    make_figure("map")
    response = upload(client, picture_file(), is_decorative="on")
    assert messages(response)[0] == "The same picture is also here as “map”."
    assert Figure.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "words", "reason"),
    [
        (b"<svg></svg>", {"alternative_text": "Dots"}, "Export it as a PNG"),
        (picture_file(), {}, "Say what the picture shows"),
        (picture_file(), {"alternative_text": "x", "is_decorative": "on"}, "take out one of them"),
        (picture_file(), {"alternative_text": "x", "name": "A B"}, "Use lower-case letters"),
        (picture_file(), {"alternative_text": "x", "name": "taken"}, "already exists"),
        (picture_file(), {"alternative_text": "x" * 501}, "at most 500 characters"),
    ],
)
def test_refused_figure_keeps_the_words(
    client: Client, editor: User, content: bytes, words: dict[str, str], reason: str
) -> None:
    make_figure("taken")
    response = upload(client, content, caption="My caption", **words)
    assert reason in errors(response)
    assert soup(response).select_one("#id_caption").text.strip() == "My caption"  # type: ignore[union-attr]
    assert Figure.objects.count() == 1


def test_words_are_changed_and_the_picture_is_not(client: Client, editor: User) -> None:
    figure = make_figure("map", caption="Old")
    page = make_page("status", body="![](figure:map)")
    sent = filled_in(client, change(figure)) | {"alternative_text": "Nine dots"}
    client.post(change(figure), sent)
    figure.refresh_from_db()
    assert (figure.alternative_text, figure.caption) == ("Nine dots", "Old")
    assert 'alt="Nine dots"' in newest(page).html


def test_second_of_two_is_told_and_may_insist(client: Client, editor: User) -> None:
    figure = make_figure("map")
    sent = filled_in(client, change(figure)) | {"alternative_text": "Mine"}
    describe_figure(
        figure=figure,
        by=None,
        alternative_text="Theirs",
        is_decorative=False,
        caption="",
        credit="",
    )
    response = client.post(change(figure), sent)
    assert "“Theirs”" in errors(response)
    seen = soup(response).select_one("[name=seen]")["value"]  # type: ignore[index]
    client.post(change(figure), sent | {"seen": seen})
    figure.refresh_from_db()
    assert figure.alternative_text == "Mine"


def test_figure_in_use_is_not_deleted_and_the_screen_says_where(
    client: Client, editor: User
) -> None:
    figure = make_figure("map")
    make_draft("status", title="Status", body="![](figure:map)")
    screen = soup(client.get(delete(figure)))
    assert "pages show it: Status" in screen.select_one("#content").text  # type: ignore[union-attr]
    assert screen.select("#content form") == []
    response = client.post(delete(figure), {"post": "yes"}, follow=True)
    assert messages(response) == ["This figure is shown on “Status”. It has not been deleted."]
    assert Figure.objects.exists()


def test_unused_figure_is_deleted(client: Client, editor: User) -> None:
    figure = make_figure("map")
    assert soup(client.get(delete(figure))).select("#content form")
    client.post(delete(figure), {"post": "yes"})
    assert not Figure.objects.exists()


@pytest.mark.parametrize("count", [1, 5])
def test_gallery_says_where_each_is_shown_in_a_fixed_number_of_queries(
    client: Client, editor: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        make_figure(f"map-{number}")
        make_page(f"page-{number}", title="A page", body=f"![](figure:map-{number})")
    make_figure("alone")
    with django_assert_num_queries(10):
        response = client.get(LIST)
    used = [" ".join(one.text.split()) for one in soup(response).select(".app-gallery__use")]
    assert used == ["Not shown on any page", *["Shown on A page"] * count]


def test_gallery_is_searched(client: Client, editor: User) -> None:
    make_figure("map", caption="Where we work")
    make_figure("chart")
    names = soup(client.get(LIST, {"q": "work"})).select(".app-gallery__name")
    assert [one.text for one in names] == ["map"]
    assert "No figure has these words." in soup(client.get(LIST, {"q": "zebra"})).text


def test_missing_figures_lead_to_a_form_that_has_their_words(client: Client, editor: User) -> None:
    make_page("status", title="Status", body='![Dots](figure:map "A & B")\n\n![](x.png "Two")')
    screen = soup(client.get(LIST))
    listed = screen.select(".app-waited-for li")
    assert [" ".join(one.text.split()) for one in listed] == [
        "“A & B” on Status · Upload it",
        "“Two” on Status · Upload it",
    ]
    form = soup(client.get(str(listed[0].select("a")[1]["href"]).strip(), HTTP_HOST="localhost"))
    fields = [form.select_one(f"#id_{name}") for name in ("alternative_text", "caption")]
    assert [one.text.strip() for one in fields if one] == ["Dots", "A & B"]
    assert form.select_one("#id_name")["value"] == "map"  # type: ignore[index]


@pytest.mark.parametrize("group", ["moderators", "analysts", ""])
def test_others_see_and_change_nothing_here(client: Client, group: str) -> None:
    figure = make_figure()
    client.force_login(make_staff("other", *([group] if group else [])))
    for address in (LIST, ADD, change(figure), delete(figure), f"{LIST}picker/"):
        assert client.get(address).status_code == 403
        assert client.post(address, {"post": "yes"}).status_code == 403
    assert Figure.objects.exists()
