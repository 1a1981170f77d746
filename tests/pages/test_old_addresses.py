"""Whatever becomes of a page's place, the addresses that readers hold lead to it in one step."""

import random
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from pages.lifecycle.publishing import create_page
from pages.models import OldAddress, Page, PageStatus
from pages.moving import keep_old_address, move_page
from tests.pages.factories import make_draft, make_page, make_site

pytestmark = pytest.mark.django_db


def leads() -> dict[str, str]:
    return dict(OldAddress.objects.values_list("path", "page__path"))


def rename(page: Page, slug: str) -> Page:
    return move_page(page=page, parent=page.parent, slug=slug)


def test_published_page_and_those_below_it_keep_their_old_addresses() -> None:
    plans = make_page("plans")
    make_page("year", parent=plans)
    make_draft("draft", parent=plans)
    rename(plans, "ideas")
    assert leads() == {"plans": "ideas", "plans/year": "ideas/year"}


def test_page_that_was_withdrawn_keeps_its_old_address() -> None:
    page = make_page("plans")
    Page.objects.filter(pk=page.pk).update(status=PageStatus.ARCHIVED)
    rename(page, "ideas")
    assert leads() == {"plans": "ideas"}


def test_every_old_address_leads_to_where_the_page_is_now() -> None:
    page = make_page("one")
    for slug in ("two", "three", "four"):
        page = rename(page, slug)
    assert leads() == dict.fromkeys(["one", "two", "three"], "four")


def test_page_takes_back_its_own_address() -> None:
    page = rename(make_page("plans"), "ideas")
    rename(page, "plans")
    assert leads() == {"ideas": "plans"}


def test_pages_that_move_together_take_back_each_others_addresses() -> None:
    section = make_page("section")
    first = rename(make_page("first", parent=section), "second")
    section = rename(section, "part")
    make_page("first", parent=section)
    rename(section, "section")
    assert Page.objects.get(path="section/first") != first
    assert leads() == {
        "part": "section",
        "part/first": "section/first",
        "part/second": "section/second",
    }


def test_address_that_leads_to_another_page_is_refused_naming_it() -> None:
    rename(make_page("plans", title="Our plans"), "ideas")
    other = make_page("other")
    reason = "/plans/ is an old address of “Our plans”"
    with pytest.raises(ValidationError, match=reason):
        create_page(slug="plans")
    with pytest.raises(ValidationError, match=reason):
        rename(other, "plans")
    OldAddress.objects.all().delete()
    assert rename(other, "plans").path == "plans"


def test_address_that_a_page_below_would_take_is_refused_too() -> None:
    ideas = make_page("ideas")
    move_page(page=make_page("year", parent=ideas), parent=None, slug="year")
    ideas = rename(ideas, "thoughts")
    plans = make_page("plans")
    make_page("year", parent=plans)
    OldAddress.objects.filter(path="ideas").delete()
    with pytest.raises(ValidationError, match="/ideas/year/ is an old address of “Year”"):
        rename(plans, "ideas")


def test_addresses_from_before_the_site_may_be_given() -> None:
    page, other = make_page("plans"), make_page("other")
    for _ in range(2):
        keep_old_address(path="Old Site/Plans", page=page)
    keep_old_address(path="plans", page=page)
    assert leads() == {"Old Site/Plans": "plans"}
    for path in ("Old Site/Plans", "plans", "admin/plans"):
        with pytest.raises(ValidationError):
            keep_old_address(path=path, page=other)


# As readers get it


@pytest.mark.parametrize("address", ["/system/", "/system", "/system.html", "/system/index.html"])
def test_reader_is_led_on_in_one_step(client: Client, address: str) -> None:
    make_site()
    page = rename(Page.objects.get(path="system"), "how-it-works")
    response = client.get(f"{address}?role=la-data&x=%0d%0a//evil.example")
    assert response.status_code == 301
    assert response["Location"] == "/how-it-works/?role=la-data&x=%0d%0a//evil.example"
    assert client.get(response["Location"]).status_code == 200
    assert not response.cookies
    assert page.path == "how-it-works"


@pytest.mark.parametrize(
    ("address", "location"),
    [
        ("/index.html", "/"),
        ("/system/status.html", "/system/status/"),
        ("/system/status/index.html", "/system/status/"),
        ("/system/status.html/", "/system/status/"),
        ("/System/STATUS/", "/system/status/"),
        ("/System/Status.HTML", "/system/status/"),
        ("/system/status", "/system/status/"),
        ("/system/status?q=1", "/system/status/?q=1"),
    ],
)
def test_other_spellings_lead_to_the_page(client: Client, address: str, location: str) -> None:
    make_site()
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (301, location)
    assert response["Cache-Control"] == "max-age=3600"


def test_old_address_of_a_page_readers_cannot_see_is_not_found(client: Client) -> None:
    make_site()
    section = rename(Page.objects.get(path="system"), "how-it-works")
    Page.objects.filter(pk=section.pk).update(status=PageStatus.DRAFT)
    for address in ("/system/", "/system", "/system/status/", "/system/status.html"):
        assert client.get(address, follow=True).status_code == 404
    make_draft("secret")
    for address in ("/secret.html", "/SECRET/"):
        assert client.get(address, follow=True).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/\\evil.example/",
        "/%5Cevil.example/..",
        "/%2F%2Fevil.example/",
        "/%0d%0aLocation:%20//evil.example/",
        "/https://evil.example/",
        "/status/%0a/",
        "/%ff%fe/",
        "/" + "x" * 3000 + ".html",
        "/.html",
        "/index",
        "/index.html.html",
        "/static/index.html",
        "/admin.html",
    ],
)
def test_strange_addresses_lead_nowhere(client: Client, address: str) -> None:
    make_site()
    for method in (client.get, client.head):
        response = method(address)
        if response.status_code == 301:  # Django's own: the last slash
            assert response["Location"] == f"{address}/"
            response = method(response["Location"])
        assert response.status_code == 404


@pytest.mark.parametrize("path", ["//evil.example/", "//evil.example", "//evil.example/a.html"])
def test_path_that_looks_like_another_site_stays_here(client: Client, path: str) -> None:
    make_site()
    response = client.get("/", PATH_INFO=path)
    assert response.status_code in {301, 404}
    assert not response.get("Location", "").startswith(("//", "/\\"))


def test_query_too_long_to_repeat_is_left_out(client: Client) -> None:
    make_site()
    assert client.get("/system.html?" + "x" * 20_000)["Location"] == "/system/"


def test_move_just_made_is_not_kept_by_browsers_and_a_settled_one_for_an_hour(
    client: Client,
) -> None:
    rename(make_page("plans"), "ideas")
    assert client.get("/plans/")["Cache-Control"] == "no-cache"
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert client.get("/plans/")["Cache-Control"] == "max-age=3600"


def test_leading_on_takes_two_queries_and_a_page_pays_nothing_for_it(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rename(make_page("plans"), "ideas")
    with django_assert_num_queries(2):
        assert client.get("/plans/").status_code == 301
    with django_assert_num_queries(3):
        assert client.get("/unknown/").status_code == 404
    with django_assert_num_queries(1):
        assert client.get("/ideas").status_code == 301


def test_only_reading_is_led_on(client: Client) -> None:
    rename(make_page("plans"), "ideas")
    assert client.post("/plans/").status_code == 405


# Moves without end


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_after_many_moves_every_address_answers_in_one_step(client: Client, seed: int) -> None:
    chance = random.Random(seed)
    make_page("")
    for number in range(12):
        parent = chance.choice([None, *Page.objects.exclude(path="")])
        make_page(f"p{number % 5}-{number}", parent=parent)
    published, moves = set(Page.objects.values_list("path", flat=True)), 0
    while moves < 200:
        pages = list(Page.objects.exclude(path=""))
        page, parent = chance.choice(pages), chance.choice([None, *pages])
        slug = chance.choice([page.slug, f"p{chance.randrange(6)}"])
        try:
            move_page(page=page, parent=parent, slug=slug, position=chance.randrange(4))
        except ValidationError:
            continue
        moves += 1
        published |= set(Page.objects.values_list("path", flat=True))
    assert not OldAddress.objects.filter(path__in=Page.objects.values("path")).exists()
    for path in published:
        response = client.get(f"/{path}/" if path else "/")
        if response.status_code == 301:
            response = client.get(response["Location"])
        assert response.status_code == 200, path
