"""An editor closes a part of the site, readers are told, and a late answer still finds its way."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import (
    DESKTOP,
    PHONE,
    Open,
    assert_sound_at_both_widths,
    sign_in,
)
from tests.running_site import RunningSite

# A part of its own: the other journeys give feedback on the rest.
MAKE_A_SECTION = """
from pages.models import Page, ShownIn
from pages.lifecycle.publishing import create_page, publish, save_draft
def make(slug, title, parent=None):
    page = create_page(slug=slug, parent=parent, shown_in=ShownIn.NOWHERE)
    return publish(revision=save_draft(page=page, by=None, title=title, body="Words."), by=None)
if not Page.objects.filter(path="first-round").exists():
    make("questions", "Questions", make("first-round", "First round"))
"""
WORDS = "We read every answer.\nOurs follow in spring."


@pytest.fixture(scope="module")
def section(site: RunningSite) -> None:
    site.manage("shell", "-c", MAKE_A_SECTION)


@pytest.mark.usefixtures("section")
def test_closing_a_section_and_entering_a_late_answer(visit: Open, site: RunningSite) -> None:
    reader = visit("/first-round/questions/", width=PHONE)
    expect(reader.get_by_role("button", name="Submit feedback")).to_be_visible()
    staff = visit("/admin/")
    sign_in(staff, "admin", site.password)

    staff.goto("/admin/pages/page/")
    staff.get_by_role("link", name="First round").first.click()
    staff.get_by_label("Feedback:", exact=True).select_option("closed")
    staff.get_by_label("When it is closed").fill(WORDS)
    staff.get_by_role("button", name="Save draft").click()
    expect(staff.locator(".messagelist")).to_contain_text("feedback is now closed since")

    for width in (PHONE, DESKTOP):
        reader = visit("/first-round/questions/", width=width, script=False)
        told = reader.get_by_role("region", name="Page feedback")
        expect(told).to_contain_text("Feedback on this page closed on")
        expect(told).to_contain_text("We read every answer.")
        expect(told.get_by_role("button")).to_have_count(0)
    reader = visit("/first-round/questions/")
    assert_sound_at_both_widths(reader)
    reader.goto("/comment/first-round/questions/")
    assert_sound_at_both_widths(reader)

    staff.goto("/admin/feedback/submission/")
    staff.get_by_role("link", name="Enter feedback").click()
    assert_sound_at_both_widths(staff)
    staff.get_by_role("button", name="Save", exact=True).click()
    expect(staff.get_by_role("alert")).to_contain_text("Select a page from the list")
    assert_sound_at_both_widths(staff)
    staff.get_by_label("Page it is about").select_option(label="\u2003Questions")
    staff.get_by_label("Workshop").check()
    staff.get_by_label("Day it was given").fill("2026-07-01")
    staff.get_by_label("Summary").fill("Said late, and not lost")
    staff.get_by_label("Their role").select_option("la-data")
    staff.get_by_role("button", name="Save and enter another").click()
    expect(staff.locator(".messagelist")).to_contain_text("Entered as COE-")
    expect(staff.get_by_label("Workshop")).to_be_checked()

    staff.goto("/admin/feedback/submission/?source=workshop")
    row = staff.get_by_role("row", name=re.compile("Said late, and not lost"))
    expect(row).to_contain_text("Workshop, entered by admin")
    assert_sound_at_both_widths(staff)
