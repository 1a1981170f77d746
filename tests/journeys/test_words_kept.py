"""Whatever becomes of the session, the network or the window, an editor's words are still there."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Open, assert_fits, assert_sound_at_both_widths, sign_in
from tests.running_site import RunningSite

PASSWORD = "correct horse battery staple"
JOIN = f"""
from django.contrib.auth.models import Group, User
user = User.objects.create_user("ines", password={PASSWORD!r}, is_staff=True)
user.groups.add(Group.objects.get(name="editors"))
"""


@pytest.fixture(scope="module", autouse=True)
def an_editor(site: RunningSite) -> None:
    site.manage("shell", "-c", JOIN)


def begin(visit: Open, title: str, *, script: bool = True) -> Page:
    page = visit("/admin/", script=script)
    sign_in(page, "ines", PASSWORD)
    page.goto("/admin/pages/page/add/")
    page.get_by_label("Title", exact=True).fill(title)
    page.get_by_label("Text", exact=True).fill("An hour’s work.")
    return page


def end_session(page: Page) -> None:
    page.context.clear_cookies(name="sessionid")


def test_a_session_that_ends_costs_no_words(visit: Open) -> None:
    page = begin(visit, "Kept through a session")
    end_session(page)
    page.get_by_role("button", name="Save draft").click()
    told = page.get_by_role("alert")
    expect(told).to_contain_text("You are signed out, so nothing has been saved yet.")
    assert_sound_at_both_widths(page)

    with page.context.expect_page() as opened:
        told.get_by_role("link", name="Sign in in a new tab").click()
    sign_in(opened.value, "ines", PASSWORD)
    page.get_by_label("Text", exact=True).press_sequentially(" And more.")
    expect(page.frame_locator("iframe").locator(".app-prose")).to_contain_text("And more.")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messagelist")).to_contain_text("Saved as a draft.")
    page.goto("/admin/pages/page/add/")
    expect(page.get_by_label("Title", exact=True)).to_have_value("")


def test_words_left_behind_are_there_again(visit: Open) -> None:
    page = begin(visit, "Kept through a way back")
    page.once("dialog", lambda dialog: dialog.accept())
    page.goto("/admin/pages/page/")
    page.goto("/admin/pages/page/add/")
    notice = page.locator("[data-kept]")
    expect(notice).to_contain_text("It is back below.")
    expect(page.get_by_label("Title", exact=True)).to_have_value("Kept through a way back")
    expect(page.get_by_label("Text", exact=True)).to_have_value("An hour’s work.")
    assert_sound_at_both_widths(page)
    page.get_by_role("button", name="Leave it out").click()
    expect(page.get_by_label("Text", exact=True)).to_have_value("")
    page.reload()
    expect(notice).to_be_hidden()


def test_without_script_the_words_are_given_back_to_copy(visit: Open) -> None:
    page = begin(visit, "Kept without script", script=False)
    text = "What somebody wrote for an hour."
    page.get_by_label("Text", exact=True).fill(text)
    end_session(page)
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are signed out")
    expect(page.get_by_label("Body")).to_have_value(text)
    page.set_viewport_size({"width": PHONE, "height": 800})
    assert_fits(page)
