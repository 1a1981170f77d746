"""What a link to a page says of it, wherever it is shared."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django.fixtures import Settings

from tests.pages.factories import make_page

pytestmark = pytest.mark.django_db

SITE = "https://centre.example.org"


@pytest.fixture(autouse=True)
def public_address(settings: Settings) -> None:
    settings.SITE_URL = SITE


def said(client: Client, address: str) -> dict[str, str]:
    head = BeautifulSoup(client.get(address).content, "html.parser").head
    assert head is not None
    tags = {
        str(tag.get("property") or tag.get("name")): str(tag["content"])
        for tag in head.select("meta[property], meta[name=description]")
    }
    (canonical,) = head.select("link[rel=canonical]")
    return tags | {"canonical": str(canonical["href"])}


def test_page_says_what_it_is_with_whole_addresses(client: Client) -> None:
    make_page("status", title='Status & "value"', summary="How it stands.")
    assert said(client, "/status/?q=1") == {
        "og:title": 'Status & "value"',
        "og:description": "How it stands.",
        "og:url": f"{SITE}/status/",
        "og:type": "article",
        "og:site_name": "Imagining a Centre of Excellence",
        "og:locale": "en_GB",
        "og:image": f"{SITE}/static/img/mark-180.png",
        "description": "How it stands.",
        "canonical": f"{SITE}/status/",
    }


def test_home_is_a_website(client: Client) -> None:
    make_page("", title="Home")
    tags = said(client, "/")
    assert (tags["og:type"], tags["og:url"]) == ("website", f"{SITE}/")


@pytest.mark.parametrize(
    ("body", "description"),
    [
        ("## Heading\n\nThe *first* words.\n\nMore.", "The first words."),
        ("x" * 200, "x" * 159 + "…"),
        ("", None),
    ],
)
def test_page_without_summary_is_described_by_its_first_words(
    client: Client, body: str, description: str | None
) -> None:
    make_page("status", body=body)
    assert said(client, "/status/").get("og:description") == description


def test_first_picture_is_the_pages_own(client: Client) -> None:
    make_page("status", body="![A](/figures/a&b.png)\n\n![B](/figures/b.png)")
    assert said(client, "/status/")["og:image"] == f"{SITE}/figures/a&b.png"


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("/search/?q=words", "/search/"),
        ("/what-changed/", "/what-changed/"),
        ("/what-changed/status/", "/what-changed/status/"),
        ("/print/status/", "/status/"),
        ("/print/", "/"),
    ],
)
def test_every_public_page_has_one_canonical_address(
    client: Client, address: str, canonical: str
) -> None:
    make_page("")
    make_page("status")
    assert said(client, address)["canonical"] == f"{SITE}{canonical}"


def test_pages_called_alike_differ_in_the_title_of_the_window(client: Client) -> None:
    for section in ("status", "value"):
        make_page("plans", parent=make_page(section))
    titles = [
        BeautifulSoup(client.get(address).content, "html.parser").title
        for address in ("/status/", "/status/plans/", "/value/plans/")
    ]
    site = "Imagining a Centre of Excellence"
    assert [title and title.text for title in titles] == [
        f"Status – {site}",
        f"Plans – Status – {site}",
        f"Plans – Value – {site}",
    ]
