"""What is about a page, its log, its feed and its print, goes where the page goes."""

import pytest
from django.test import Client

from pages.models import Page, PageStatus
from pages.moving import move_page
from tests.pages.factories import make_draft, make_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address", ["/print/{}/", "/what-changed/{}/", "/what-changed/{}/feed.xml"]
)
def test_what_is_about_a_page_follows_it(client: Client, address: str) -> None:
    page = move_page(page=make_page("plans"), parent=None, slug="ideas")
    response = client.get(address.format("plans"))
    assert (response.status_code, response["Location"]) == (301, address.format("ideas"))
    assert client.get(address.format("ideas")).status_code == 200
    Page.objects.filter(pk=page.pk).update(status=PageStatus.ARCHIVED)
    assert client.get(address.format("plans")).status_code == 410
    make_draft("draft")
    for path in ("draft", "unknown"):
        assert client.get(address.format(path)).status_code == 404
