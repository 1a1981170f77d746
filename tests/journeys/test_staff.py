"""Staff find what was sent, decide on it and take it away."""

import csv
import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Open, assert_sound_at_both_widths, sign_in
from tests.journeys.test_reader import SOURCE, fill_in, reference_on
from tests.running_site import RunningSite


def test_from_a_readers_comment_to_the_analysts_csv(visit: Open, site: RunningSite) -> None:
    reader = visit(SOURCE)
    fill_in(reader, "=1+1 is what the whole journey sends")
    reader.get_by_role("button", name="Submit feedback").click()
    reader.wait_for_url("**/sent/**")
    reference = reference_on(reader)

    staff = visit("/admin/")
    assert_sound_at_both_widths(staff)
    sign_in(staff, "admin", site.password)
    assert_sound_at_both_widths(staff)
    open_feedback_list(staff)
    assert_sound_at_both_widths(staff)
    find(staff, reference)
    staff.get_by_role("link", name=re.compile("what the whole journey sends")).click()
    expect(staff.locator("main, #content").first).to_contain_text("Both part time.")
    assert_sound_at_both_widths(staff)

    staff.get_by_label("Under review").check()
    staff.get_by_label(re.compile("^Note")).fill("Asked the data team.")
    staff.get_by_role("button", name="Save", exact=True).click()
    expect(staff.locator("body")).to_contain_text("Asked the data team.")

    open_feedback_list(staff)
    staff.goto(staff.url.split("?")[0] + f"?triage_status__exact=all&q={reference}")
    staff.goto(staff.url)
    staff.get_by_role("link", name=re.compile("^Export")).click()
    assert_sound_at_both_widths(staff)
    staff.get_by_label("CSV").check()
    staff.get_by_label(re.compile("^Full")).check()
    with staff.expect_download() as downloading:
        staff.get_by_role("button", name=re.compile("Export|Download")).click()

    with downloading.value.path().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    (row,) = [one for one in rows if one["reference"] == reference]
    assert row["page_path"] == "how-our-system-works"
    assert row["revision_number"] == "1"
    assert row["role_slug"] == "la-data"
    assert row["organisation_name"] == "Rutland"
    assert row["organisation_as_typed"] == "Rutland County Council"
    assert row["triage_status"] == "under_review"
    assert row["summary"] == "'=1+1 is what the whole journey sends"
    assert row["email"] == "reader@example.org"


def open_feedback_list(page: Page) -> None:
    page.goto("/admin/feedback/submission/")


def find(page: Page, reference: str) -> None:
    page.get_by_role("searchbox").or_(page.locator("#searchbar")).first.fill(reference)
    page.keyboard.press("Enter")
