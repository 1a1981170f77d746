"""From a draft read by a link to an archive that says so, in a browser."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import Open, assert_sound_at_both_widths, sign_in
from tests.running_site import RunningSite

PAGE = """
from pages.models import ShownIn
from pages.lifecycle.publishing import create_page, publish, save_draft
page = create_page(slug={slug!r}, shown_in=ShownIn.NOWHERE)
words = dict(page=page, by=None, title="A passing page")
publish(revision=save_draft(**words, body="Teams are small."), by=None)
save_draft(**words, body="Teams are tiny.")
print(page.pk)
"""


def test_a_page_is_unpublished_archived_and_brought_back(visit: Open, site: RunningSite) -> None:
    pk = site.manage("shell", "-v", "0", "-c", PAGE.format(slug="passing")).split()[-1]
    staff = visit("/admin/")
    sign_in(staff, "admin", site.password)
    here = f"/admin/pages/page/{pk}"

    staff.goto(f"{here}/schedule/")
    assert_sound_at_both_widths(staff)
    staff.goto(f"{here}/unpublish/")
    assert_sound_at_both_widths(staff)
    staff.get_by_role("button", name="Unpublish").click()
    expect(visit("/passing/").locator("h1")).to_have_text(
        "This page is not available at the moment"
    )
    staff.get_by_role("button", name="Undo").click()
    expect(visit("/passing/").locator("h1")).to_have_text("A passing page")

    staff.goto(f"{here}/archive/")
    assert_sound_at_both_widths(staff)
    staff.get_by_role("button", name="Archive").click()
    reader = visit("/passing/")
    expect(reader.locator("h1")).to_have_text("This page has been withdrawn")
    assert_sound_at_both_widths(reader)
    staff.goto(f"{here}/bring-back/")
    assert_sound_at_both_widths(staff)
    staff.get_by_role("button", name="Bring back").click()
    expect(staff.locator(".messagelist")).to_contain_text("Brought back as a draft.")


def test_revisions_are_compared_and_restored_and_a_draft_is_shown(
    visit: Open, site: RunningSite
) -> None:
    pk = site.manage("shell", "-v", "0", "-c", PAGE.format(slug="shown")).split()[-1]
    staff = visit("/admin/")
    sign_in(staff, "admin", site.password)

    staff.goto(f"/admin/pages/page/{pk}/history/")
    assert_sound_at_both_widths(staff)
    staff.get_by_role("button", name="Compare").click()
    expect(staff.locator(".app-difference ins")).to_contain_text("tiny")
    assert_sound_at_both_widths(staff)

    staff.goto(f"/admin/pages/page/{pk}/preview-links/")
    staff.get_by_role("button", name="Make a link").click()
    assert_sound_at_both_widths(staff)
    address = staff.get_by_role("textbox", name="Address of link 1").input_value()
    path = re.sub(r"^https?://[^/]+", "", address)
    reader = visit(path)
    expect(reader.locator("#app-main")).to_contain_text("Teams are tiny.")
    assert_sound_at_both_widths(reader)
    assert reader.context.cookies() == []
    staff.get_by_role("button", name="End this link, 1").click()
    reader.reload()
    expect(reader.locator("h1")).to_have_text("This preview link has ended")
    assert_sound_at_both_widths(reader)

    staff.goto(f"/admin/pages/page/{pk}/history/")
    staff.get_by_role("button", name="Restore revision 1").click()
    expect(staff.locator(".messagelist")).to_contain_text("with the words of revision 1")
