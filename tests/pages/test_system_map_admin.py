"""Staff change the system map: its limits, its warnings, and two people at once."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client

from pages.mapping import redraw_map
from pages.models import Aspect, Influence, SystemMap
from tests.pages.factories import make_staff
from tests.pages.screens import errors, filled_in, messages, soup

pytestmark = pytest.mark.django_db

ADD_ASPECT = "/admin/pages/aspect/add/"
ADD_INFLUENCE = "/admin/pages/influence/add/"


def change(part: Aspect | Influence) -> str:
    return f"/admin/pages/{part._meta.model_name}/{part.pk}/change/"


def drawn() -> BeautifulSoup:
    return BeautifulSoup(SystemMap.objects.get().html, "html.parser")


def names() -> list[str]:
    return [" ".join(one.text.split()) for one in drawn().select("dt")]


def send(client: Client, url: str, **typed: object) -> object:
    return client.post(url, filled_in(client, url) | typed | {"_save": "x"}, follow=True)


def test_aspect_is_added_and_the_map_drawn_again(client: Client, editor: User) -> None:
    response = send(
        client,
        ADD_ASPECT,
        name="LA data",
        slug="la-data",
        description="What is known.",
        page="",
        position=9,
    )
    assert errors(response) == ""
    assert names() == ["Value", "Context", "Status", "Quality", "Cost", "LA data"]


def test_the_screens_show_the_map_as_it_stands(client: Client, editor: User) -> None:
    redraw_map()
    aspect = Aspect.objects.get(slug="value")
    for address in ("/admin/pages/aspect/", "/admin/pages/influence/", ADD_ASPECT, change(aspect)):
        assert len(soup(client.get(address)).select("figure.app-map")) == 1
    preview = soup(client.get("/admin/pages/aspect/map/"))
    ids = [one["id"] for one in preview.select("[id]")]
    assert len(preview.select("figure.app-map")) == 2
    assert len(ids) == len(set(ids))
    assert "Context has no arrow to or from it." in preview.text


def test_without_a_map_the_screens_say_how_to_begin(client: Client, editor: User) -> None:
    Aspect.objects.all().delete()
    redraw_map()
    for address in ("/admin/pages/aspect/", "/admin/pages/aspect/map/"):
        assert "Add an aspect" in soup(client.get(address)).text


def test_thirteenth_aspect_is_refused_with_the_reason(client: Client, editor: User) -> None:
    for number in range(7):
        Aspect.objects.create(slug=f"more-{number}", name="more", description="More.")
    response = send(client, ADD_ASPECT, name="x", slug="x", description="X.", page="", position=1)
    assert "12 aspects, the most that stay legible" in errors(response)
    assert Aspect.objects.count() == 12


def test_influence_on_itself_or_twice_is_refused(client: Client, editor: User) -> None:
    value, status = (Aspect.objects.get(slug=slug) for slug in ("value", "status"))
    typed = {"effect": "same", "when_falling": "A.", "when_rising": "B.", "source": value.pk}
    itself = send(client, ADD_INFLUENCE, **typed, target=value.pk)
    assert "none acts on itself" in errors(itself)
    twice = send(client, ADD_INFLUENCE, **typed, target=status.pk)
    assert "already an arrow from Value to Status" in errors(twice)
    assert Influence.objects.count() == 3


def test_losing_the_cycle_is_said(client: Client, editor: User) -> None:
    influence = Influence.objects.get(source__slug="quality")
    said = messages(send(client, change(influence)))
    assert not [one for one in said if "in a cycle" in one]
    cost = Aspect.objects.get(slug="cost")
    said = messages(send(client, change(influence), target=cost.pk))
    assert [one for one in said if "No arrows lead round in a cycle" in one]
    assert drawn().select(".app-map__turn")[0].p.text == "When aspects fall"  # type: ignore[union-attr]


def test_second_of_two_is_told_what_changed(client: Client, editor: User) -> None:
    aspect = Aspect.objects.get(slug="value")
    opened = filled_in(client, change(aspect))
    theirs = Client()
    theirs.force_login(make_staff("kim", "editors", first_name="Kim", last_name="Ode"))
    send(theirs, change(aspect), description="Theirs.")

    response = client.post(change(aspect), opened | {"description": "Mine."})
    assert "Kim Ode changed this while you were editing." in errors(response)
    assert "“Theirs.”" in errors(response)
    assert Aspect.objects.get(slug="value").description == "Theirs."

    again = filled_in_from(response) | {"_save": "x"}
    client.post(change(aspect), again, follow=True)
    assert Aspect.objects.get(slug="value").description == "Mine."


def filled_in_from(response: object) -> dict[str, str]:
    form = soup(response).select_one("#content-main form")
    assert form is not None
    posted = {
        str(one["name"]): str(one.get("value", ""))
        for one in form.select("input[name]:not([type=submit])")
    }
    for one in form.select("select[name]"):
        chosen = one.select_one("option[selected]")
        posted[str(one["name"])] = str(chosen["value"]) if chosen else ""
    return posted


def test_deleting_an_aspect_says_what_goes_with_it(client: Client, editor: User) -> None:
    aspect = Aspect.objects.get(slug="value")
    address = f"/admin/pages/aspect/{aspect.pk}/delete/"
    page = soup(client.get(address)).text
    assert "Value acts on Status" in page
    assert "Quality acts on Value" in page
    client.post(address, {"post": "yes"})
    assert names() == ["Context", "Status", "Quality", "Cost"]
    assert len(drawn().select("svg .app-map__arrow")) == 1


@pytest.mark.parametrize("group", ["", "moderators", "analysts"])
def test_others_may_not_see_or_change_the_map(client: Client, group: str) -> None:
    client.force_login(make_staff("other", *([group] if group else [])))
    for address in ("/admin/pages/aspect/map/", "/admin/pages/aspect/", ADD_INFLUENCE):
        assert client.get(address).status_code == 403
