"""A page with all below it on one page: nothing lost, nothing twice, links intact."""

from datetime import UTC, datetime

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from pages.models import Page, PageStatus, ShownIn
from tests.pages.factories import make_draft, make_page, make_site

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def public_address(settings: Settings) -> None:
    settings.SITE_URL = "https://centre.example.org"


def document(client: Client, path: str = "") -> BeautifulSoup:
    response = client.get(f"/print/{path}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def headings(page: BeautifulSoup) -> list[str]:
    return [f"{one.name} {one.text}" for one in page.select("main article :is(h1,h2,h3,h4,h5,h6)")]


def test_pages_follow_one_another_with_headings_in_their_depth(client: Client) -> None:
    system = make_page("system", title="System", body="## Part\n\n### Smaller")
    status = make_page("status", title="Status", parent=system, body="## Part\n\n### Smaller")
    make_page("deep", title="Deep", parent=status, body="## a\n### b\n#### c\n##### d\n###### e")
    assert headings(document(client, "system/")) == [
        "h1 System",
        "h2 Contents",
        "h2 Part",
        "h3 Smaller",
        "h2 Status",
        "h3 Part",
        "h4 Smaller",
        "h3 Deep",
        "h4 a",
        "h5 b",
        "h6 c",
        "h6 d",
        "h6 e",
    ]


def test_whole_document_is_home_and_the_menu(client: Client) -> None:
    make_site()
    make_page("unlisted", title="Unlisted", shown_in=ShownIn.NOWHERE)
    page = document(client)
    titles = [line[3:] for line in headings(page) if not line.endswith("Contents")]
    assert titles == ["Home", "System", "Status", "Value", "Plans"]
    contents = page.select(".app-document__contents a")
    assert [one.text for one in contents] == titles[1:]
    ids = {one["id"] for one in page.select("[id]")}
    assert {str(one["href"])[1:] for one in contents} <= ids


def test_hidden_pages_are_not_in_it(client: Client) -> None:
    system = make_page("system", title="System")
    make_draft("draft", title="Draft", parent=system)
    away = make_page("away", title="Away", parent=system)
    make_page("below", title="Below", parent=away)
    Page.objects.filter(pk=away.pk).update(status=PageStatus.ARCHIVED)
    assert headings(document(client, "system/")) == ["h1 System"]
    assert client.get("/print/system/draft/").status_code == 404
    assert client.get("/print/system/away/below/").status_code == 410


def test_ids_stay_unique_and_footnotes_lead_where_they_did(client: Client) -> None:
    system = make_page("system", body="One[^1].\n\n## Part\n\n[^1]: First.")
    make_page("status", parent=system, body="Two[^1], again[^1].\n\n## Part\n\n[^1]: Second.")
    page = document(client, "system/")
    ids = [one["id"] for one in page.select("[id]")]
    assert len(ids) == len(set(ids))
    assert {str(one["href"])[1:] for one in page.select("article a[href^='#']")} <= set(ids)
    assert len(page.select("article a[href*='app-footnote-']")) == 6
    for section in page.select("section"):
        assert section["aria-labelledby"] in ids


def test_links_to_pages_in_it_stay_in_it_and_others_lead_to_the_site(client: Client) -> None:
    system = make_page(
        "system",
        body="[a](/system/status/) [b](/system/status/#part) [c](/plans/?a=1&b=2#x) [d](#here) "
        "[e](https://example.org/) [f](/) [g](/system/status/?x=1) [h](//example.org/)\n\n## Here",
    )
    status = make_page("status", parent=system, body="## Part\n\n[up](/system/)")
    make_page("plans")
    page = document(client, "system/")
    inside, own = f"#app-page-{status.pk}", f"#app-page-{system.pk}"
    assert [one["href"] for one in page.select(".app-prose a")] == [
        inside,
        f"{inside}-part",
        "https://centre.example.org/plans/?a=1&b=2#x",
        f"{own}-here",
        "https://example.org/",
        "https://centre.example.org/",
        "https://centre.example.org/system/status/?x=1",
        "//example.org/",
        own,
    ]


def test_it_says_when_and_stays_out_of_searches(client: Client) -> None:
    make_page("status", title="Status")
    with time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC), tick=False):
        page = document(client, "status/")
    assert "As it stood on 22 November 2026" in page.text
    assert [one["content"] for one in page.select("meta[name=robots]")] == ["noindex"]
    assert page.select("form[action*=comment], .app-feedback") == []


@pytest.mark.parametrize("count", [1, 30])
def test_it_takes_two_queries_however_many_pages(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    section = make_page("section")
    for number in range(count):
        make_page(f"page-{number}", parent=section)
    with django_assert_num_queries(2):  # the tree, the texts
        client.get("/print/section/")


def test_unknown_address_is_not_found(client: Client) -> None:
    assert client.get("/print/nowhere/").status_code == 404
    assert client.post("/print/").status_code == 405


@pytest.mark.parametrize("slug", ["print", "what-changed"])
def test_no_page_takes_these_addresses(slug: str) -> None:
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match="belongs to the site"):
        make_page(slug)
