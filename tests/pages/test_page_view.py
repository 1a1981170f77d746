"""One page, as readers and staff get it."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from pages.lifecycle.publishing import save_draft
from pages.models import FeedbackState, Page, PageStatus
from tests.pages.factories import make_draft, make_page, make_site, make_staff

pytestmark = pytest.mark.django_db

NOTE = "Figure to be supplied"


def soup(response: object) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")  # type: ignore[attr-defined]


def test_page_shows_its_live_words(client: Client) -> None:
    page = make_page("status", title="Status", body="## One\n\n### Two\n\n#### Three\n\nLive.")
    save_draft(page=page, by=None, title="Draft", body="Draft.")
    response = client.get("/status/")
    assert response.status_code == 200
    assert [one.text for one in soup(response).select("main h1")] == ["Status"]
    assert "Live." in soup(response).text
    assert "Draft" not in soup(response).text
    assert [one["text"] for one in response.context["headings"]] == ["One", "Two"]


def test_page_says_where_the_reader_is(client: Client) -> None:
    make_site()
    context = client.get("/system/value/").context
    assert [page.title for page in context["breadcrumbs"]] == ["Home", "System"]
    assert context["section"].title == "System"
    assert context["previous_page"].title == "Status"
    assert context["next_page"].title == "Plans"


def test_page_says_when_its_text_last_changed(client: Client) -> None:
    page = make_page("status")
    Page.objects.filter(pk=page.pk).update(text_changed_at=datetime(2031, 2, 3, 12, tzinfo=UTC))
    assert "Updated 3 February 2031" in soup(client.get("/status/")).text


def test_contents_are_for_pages_with_headings(client: Client) -> None:
    make_page("long", body="## One")
    make_page("short")
    make_page("closed", feedback=FeedbackState.CLOSED)
    link = 'p > a[href="#app-feedback"]'
    long, short, closed = [soup(client.get(f"/{one}/")) for one in ("long", "short", "closed")]
    assert [len(one.select(".app-side--contents")) for one in (long, short, closed)] == [1, 0, 0]
    assert [len(one.select(link)) for one in (long, short, closed)] == [0, 1, 0]
    assert short.select(link)[0].text == "Give feedback on this page"


def test_way_back_to_the_home_page_says_home(client: Client) -> None:
    make_page("", title="Imagining")
    make_page("plans", title="Plans")
    pagination = soup(client.get("/plans/")).select(".govuk-pagination__link-label")
    assert [one.text for one in pagination] == ["Home"]


def test_home_is_at_the_root(client: Client) -> None:
    make_site()
    assert [one.text for one in soup(client.get("/")).select("h1")] == ["Home"]


def test_readers_get_no_cookie_and_the_same_answer(client: Client) -> None:
    make_site()
    for address in ("/", "/system/", "/search/?q=words", "/unknown/", "/robots.txt"):
        response = client.get(address)
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert b"csrfmiddlewaretoken" not in response.content


@pytest.mark.parametrize("count", [1, 30])
def test_page_takes_a_fixed_number_of_queries(
    client: Client, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    section = make_page("section")
    for number in range(count):
        make_page(f"page-{number}", parent=section)
    client.get("/section/")
    with django_assert_max_num_queries(6) as queries:
        client.get("/section/page-0/")
    asked = [query["sql"] for query in queries.captured_queries if "pages_page" in query["sql"]]
    assert len(asked) == 2


@pytest.mark.parametrize("address", ["/unknown/", "/system/unknown/", "/a//b/", "/system%2Fx/"])
def test_unknown_address_is_a_helpful_404(client: Client, address: str) -> None:
    make_site()
    response = client.get(address)
    assert response.status_code == 404
    assert soup(response).select('form[action="/search/"]')
    assert [link.text for link in soup(response).select("main a")] == ["System", "Plans"]


def test_missing_final_slash_is_added(client: Client) -> None:
    make_page("status")
    response = client.get("/status")
    assert (response.status_code, response["Location"]) == (301, "/status/")


@pytest.mark.parametrize("is_staff", [False, True])
def test_draft_is_not_found_by_anyone(client: Client, *, is_staff: bool) -> None:
    make_draft("secret")
    if is_staff:
        client.force_login(make_staff("sam", "editors"))
    assert client.get("/secret/").status_code == 404


def test_page_below_a_draft_is_not_found(client: Client) -> None:
    make_site()
    Page.objects.filter(path="system").update(status=PageStatus.DRAFT)
    assert client.get("/system/status/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_page_is_for_reading_only(client: Client, method: str) -> None:
    make_page("status")
    assert getattr(client, method)("/status/").status_code == 405


@pytest.mark.parametrize("address", ["/status/", "/search/", "/robots.txt"])
def test_sending_to_a_page_is_answered_plainly(
    address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = Client(enforce_csrf_checks=True).post(address)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert soup(response).h1.text == "This page is only for reading"  # type: ignore[union-attr]


def test_form_open_too_long_is_explained_in_our_look(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        response = Client(enforce_csrf_checks=True).post("/admin/login/")
    assert response.status_code == 403
    assert "The form was open too long" in soup(response).text
    assert soup(response).select("header.app-header")


def test_head_is_answered(client: Client) -> None:
    make_page("status")
    response = client.head("/status/")
    assert (response.status_code, response.content) == (200, b"")


def test_only_staff_are_told_that_a_figure_is_to_be_supplied(client: Client) -> None:
    make_page("status", body='![](map.png "A map")')
    assert "A map" in soup(client.get("/status/")).text
    assert NOTE not in soup(client.get("/status/")).text

    client.force_login(make_staff("reader"))
    response = client.get("/status/")
    assert NOTE in soup(response).text
    assert "no-store" in response["Cache-Control"]


def test_signed_in_without_being_staff_is_a_reader(client: Client) -> None:
    make_page("status", body='![](map.png "A map")')
    client.force_login(make_staff("visitor"))
    visitor = make_staff("other")
    visitor.is_staff = False
    visitor.save()
    client.force_login(visitor)
    assert NOTE not in soup(client.get("/status/")).text


def test_made_up_session_cookie_is_a_reader(client: Client) -> None:
    make_page("status", body='![](map.png "A map")')
    client.cookies["sessionid"] = "made-up"
    response = client.get("/status/")
    assert (response.status_code, NOTE in soup(response).text) == (200, False)


def test_robots_stay_away_until_the_site_is_public(client: Client, settings: Settings) -> None:
    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"
    settings.IS_PUBLIC = True
    response = client.get("/robots.txt")
    assert b"Disallow: /admin/\n" in response.content
    assert b"Disallow: /\n" not in response.content
    assert response["Content-Type"] == "text/plain"
