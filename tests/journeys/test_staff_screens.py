"""Every staff screen at the width of a telephone and of a desk: sound, and nothing sideways."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.journeys.conftest import DESKTOP, PHONE, assert_sound, sign_in
from tests.journeys.test_reader import SOURCE, fill_in
from tests.running_site import RunningSite

LISTS = [
    "feedback/submission/?status=all",
    "feedback/role/",
    "feedback/sentiment/",
    "feedback/sector/",
    "feedback/organisation/",
    "feedback/organisation/?q=rutland",
    "feedback/theme/",
    "feedback/exportlog/",
    "pages/page/",
    "pages/pagerevision/",
    "pages/searchmiss/",
    "pages/sitesetting/",
    "auth/user/",
    "auth/group/",
]
FORMS = [
    "",
    "feedback/submission/enter/",
    "feedback/submission/export/",
    "feedback/role/add/",
    "feedback/sentiment/add/",
    "feedback/organisation/add/",
    "feedback/theme/add/",
    "pages/page/add/",
    "pages/sitefeedback/",
    "auth/user/add/",
    "auth/group/add/",
    "password_change/",
]
# The first row of each list, as somebody who clicks on it sees it, and what has been done to it.
ROWS = [
    "feedback/submission/?status=all",
    "feedback/role/",
    "feedback/sentiment/",
    "feedback/sector/",
    "feedback/organisation/",
    "pages/page/",
    "pages/pagerevision/",
    "pages/searchmiss/",
    "pages/sitesetting/",
    "auth/user/",
    "auth/group/",
]


@pytest.fixture(scope="module")
def administrator(browser: Browser, site: RunningSite) -> Iterator[BrowserContext]:
    """Signed in, with a piece of feedback and a search that found nothing to look at."""
    context = browser.new_context(base_url=site.url, locale="en-GB")
    page = context.new_page()
    page.goto(SOURCE)
    fill_in(page, "What the staff’s screens are looked at with")
    page.get_by_role("button", name="Submit feedback").click()
    page.wait_for_url("**/sent/**")
    page.goto("/search/?q=xylophones")
    sign_in(page, "admin", site.password)
    yield context
    context.close()


@pytest.fixture
def staff(administrator: BrowserContext) -> Iterator[Page]:
    page = administrator.new_page()
    yield page
    page.close()


@pytest.fixture(params=[PHONE, DESKTOP])
def width(request: pytest.FixtureRequest, staff: Page) -> int:
    wide: int = request.param
    staff.set_viewport_size(ViewportSize(width=wide, height=900))
    return wide


@pytest.mark.parametrize("address", [*LISTS, *FORMS])
def test_screen_is_sound(staff: Page, width: int, address: str) -> None:
    staff.goto(f"/admin/{address}")
    assert_sound(staff)


@pytest.mark.parametrize("address", ROWS)
def test_screen_of_a_row_is_sound(staff: Page, width: int, address: str) -> None:
    staff.goto(f"/admin/{address}")
    rows = "#content-main tbody th a, #content-main tbody td a, .app-tree__title"
    staff.locator(rows).first.click()
    staff.wait_for_url("**/change/**")
    assert_sound(staff)
    if "submission" not in address:
        staff.goto(staff.url.replace("/change/", "/history/"))
        assert_sound(staff)


def test_screen_for_many_at_once_is_sound(staff: Page, width: int) -> None:
    staff.goto("/admin/feedback/submission/?status=all")
    staff.get_by_role("checkbox").first.check()
    staff.get_by_role("button", name="Change status of ticked").click()
    staff.wait_for_url("**/change-status/**")
    assert_sound(staff)


def test_screen_of_somebodys_password_is_sound(staff: Page, width: int) -> None:
    staff.goto("/admin/auth/user/")
    staff.locator("#result_list tbody th a").first.click()
    staff.wait_for_url("**/change/**")
    staff.get_by_role("link", name=re.compile("password")).last.click()
    staff.wait_for_url("**/password/")
    assert_sound(staff)


def test_the_decision_is_on_the_first_screenful(staff: Page) -> None:
    staff.set_viewport_size(ViewportSize(width=DESKTOP, height=900))
    staff.goto("/admin/feedback/submission/?status=all")
    staff.locator(".app-table th a").first.click()
    expect(staff.get_by_role("button", name="Save and next")).to_be_in_viewport(ratio=1)
