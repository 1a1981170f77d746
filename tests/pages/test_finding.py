"""Which page an address leads a reader to."""

import pytest
from django.test import RequestFactory

from pages.finding import find_published_page
from pages.models import Page, PageStatus, SiteSetting
from pages.navigation import site_tree_of
from tests.pages.factories import make_draft, make_site

pytestmark = pytest.mark.django_db


def find(path: str) -> Page | None:
    return find_published_page(RequestFactory().get("/"), path)


def test_published_page_comes_with_its_live_text() -> None:
    make_site()
    found = find("system/status")
    assert found is not None
    assert found.published_revision is not None
    assert (found.path, found.published_revision.title) == ("system/status", "Status")


def test_unknown_address_and_draft_lead_nowhere() -> None:
    make_draft("secret")
    assert (find("unknown"), find("secret")) == (None, None)


def test_page_below_one_that_is_not_published_is_hidden() -> None:
    make_site()
    Page.objects.filter(path="system").update(status=PageStatus.ARCHIVED)
    assert find("system/status") is None


def test_page_withdrawn_since_the_tree_was_loaded_is_gone() -> None:
    make_site()
    request = RequestFactory().get("/")
    site_tree_of(request)
    Page.objects.filter(path="plans").update(status=PageStatus.ARCHIVED)
    assert find_published_page(request, "plans") is None


def test_html_of_a_setting_is_ready_to_show() -> None:
    html = SiteSetting.objects.html_of("concern_about_a_child")
    assert "call 999" in html
    assert html.__html__() == html
    assert SiteSetting.objects.html_of("gone") == ""
    assert SiteSetting.objects.html_of("gone").__html__() == ""
