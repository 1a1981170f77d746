"""What changed, as feed readers get it."""

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
import time_machine
from django.test import Client
from pytest_django.fixtures import Settings

from pages.lifecycle.publishing import publish, save_draft
from pages.models import Page, PageStatus
from pages.moving import move_page
from tests.pages.factories import make_page

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = "/what-changed/feed.xml"


@pytest.fixture(autouse=True)
def public_address(settings: Settings) -> None:
    settings.SITE_URL = "https://centre.example.org"


def changed(slug: str = "status", *, note: str = "Said more", title: str = "Status") -> Page:
    page = make_page(slug, title=title)
    revision = save_draft(
        page=page, by=None, title=title, body="New.", change_note=note, is_notable=True
    )
    return publish(revision=revision, by=None)


def feed(client: Client, address: str = FEED) -> ET.Element:
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (
        200,
        "application/atom+xml; charset=utf-8",
    )
    return ET.fromstring(response.content)


def words(element: ET.Element, path: str) -> list[str]:
    return [one.text or "" for one in element.findall("/".join(ATOM + p for p in path.split("/")))]


def links(element: ET.Element) -> list[str]:
    return [one.attrib["href"] for one in element.iter(f"{ATOM}link")]


def test_feed_has_whole_addresses_of_the_sites_public_name(client: Client) -> None:
    changed()
    root = feed(client)
    assert links(root) == [
        "https://centre.example.org/what-changed/",
        "https://centre.example.org/what-changed/feed.xml",
        "https://centre.example.org/status/",
    ]
    assert words(root, "id") == ["https://centre.example.org/what-changed/feed.xml"]
    assert b"testserver" not in client.get(FEED).content


def test_entry_says_page_change_and_moment(client: Client) -> None:
    with time_machine.travel(datetime(2031, 2, 3, 12, tzinfo=UTC), tick=False):
        changed()
    root = feed(client)
    assert words(root, "entry/title") == ["Status"]
    assert words(root, "entry/summary") == ["Said more"]
    assert words(root, "entry/updated") == ["2031-02-03T12:00:00+00:00"]
    assert words(root, "updated") == ["2031-02-03T12:00:00+00:00"]


def test_entry_keeps_its_id_when_the_page_moves(client: Client) -> None:
    page = changed()
    before = words(feed(client), "entry/id")
    Page.objects.filter(pk=page.pk).update(slug="standing", path="standing")
    assert "https://centre.example.org/standing/" in links(feed(client))
    assert words(feed(client), "entry/id") == before
    assert before[0].startswith("tag:centre.example.org,")


def test_page_has_a_feed_of_its_own(client: Client) -> None:
    changed("status")
    changed("value", title="Value", note="Of value")
    root = feed(client, "/what-changed/value/feed.xml")
    assert words(root, "entry/summary") == ["Of value", "First published."]
    assert words(root, "title") == ["What changed on “Value” – Imagining a Centre of Excellence"]


def test_feed_of_a_page_nobody_sees_is_not_there(client: Client) -> None:
    page = changed()
    Page.objects.filter(pk=page.pk).update(status=PageStatus.ARCHIVED)
    assert client.get("/what-changed/status/feed.xml").status_code == 410  # it was once
    assert words(feed(client), "entry/id") == []


def test_what_xml_cannot_hold_is_left_out(client: Client) -> None:
    changed(title="Sta\x0btus\ufffe", note="Said\x01 <b>more</b> & ]]>")
    root = feed(client)
    assert words(root, "entry/title") == ["Status"]
    assert words(root, "entry/summary") == ["Said <b>more</b> & ]]>"]


@pytest.mark.parametrize("is_empty", [True, False])
def test_feed_is_sent_again_only_when_it_is_another(client: Client, *, is_empty: bool) -> None:
    if not is_empty:
        changed()
    first = client.get(FEED)
    again = client.get(FEED, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, len(again.cookies)) == (304, b"", 0)

    changed("value", title="Value")
    assert client.get(FEED, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_feed_is_for_reading_only(client: Client) -> None:
    assert client.post(FEED).status_code == 405


def test_ids_stay_when_the_page_moves(client: Client) -> None:
    page = changed()
    before = feed(client, "/what-changed/status/feed.xml")
    move_page(page=page, parent=None, slug="standing")
    after = feed(client, "/what-changed/standing/feed.xml")
    for path in ("id", "entry/id"):
        assert words(after, path) == words(before, path)
    assert links(after) != links(before)
    assert words(after, "id") != words(feed(client), "id")
