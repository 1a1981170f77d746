"""What search engines are told: the sitemap, and robots.txt that names it."""

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from pages.models import Page, PageStatus
from tests.pages.factories import make_draft, make_page, make_site

pytestmark = pytest.mark.django_db

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def entries(client: Client) -> list[tuple[str | None, str | None]]:
    root = ET.fromstring(client.get("/sitemap.xml").content)
    return [(one.findtext(f"{MAP}loc"), one.findtext(f"{MAP}lastmod")) for one in root]


def test_sitemap_lists_the_pages_readers_see(client: Client, settings: Settings) -> None:
    settings.SITE_URL = "https://centre.example.org"
    make_site()
    make_draft("secret")
    Page.objects.update(text_changed_at=datetime(2031, 2, 3, 12, tzinfo=UTC))
    Page.objects.filter(path="system").update(status=PageStatus.ARCHIVED)
    assert entries(client) == [
        ("https://centre.example.org/", "2031-02-03"),
        ("https://centre.example.org/plans/", "2031-02-03"),
        ("https://centre.example.org/privacy/", "2031-02-03"),
    ]


def test_sitemap_takes_a_fixed_number_of_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        make_page(f"page-{number}")
    with django_assert_num_queries(2):
        client.get("/sitemap.xml")


def test_robots_name_the_sitemap_once_the_site_is_public(
    client: Client, settings: Settings
) -> None:
    assert b"Sitemap" not in client.get("/robots.txt").content
    settings.IS_PUBLIC, settings.SITE_URL = True, "https://centre.example.org"
    assert client.get("/robots.txt").content.endswith(
        b"\nSitemap: https://centre.example.org/sitemap.xml\n"
    )


def test_sitemap_is_for_reading_only(client: Client) -> None:
    assert client.post("/sitemap.xml").status_code == 405
