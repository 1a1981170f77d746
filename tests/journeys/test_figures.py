"""An editor uploads a picture while writing, and a reader sees it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Open, assert_sound_at_both_widths, sign_in
from tests.pages.pictures import picture_file
from tests.running_site import RunningSite


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    file = tmp_path / "Journey map.png"
    file.write_bytes(picture_file())
    return file


def test_a_figure_goes_from_the_editors_disk_to_the_readers_page(
    visit: Open, site: RunningSite, picture: Path
) -> None:
    page = visit("/admin/")
    sign_in(page, "admin", site.password)
    page.goto("/admin/pages/page/add/")
    page.get_by_label("Title", exact=True).fill("Journey")
    page.locator("#id_slug").fill("journey-of-a-figure")
    page.get_by_role("button", name="Figure", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("File").set_input_files(picture)
    dialog.get_by_role("button", name="Upload").click()
    expect(dialog.locator(".errorlist")).to_contain_text("Say what the picture shows")
    dialog.get_by_label("Alternative text").fill("A green field")
    dialog.get_by_role("button", name="Upload").click()
    expect(dialog.get_by_role("status")).to_contain_text("Added “journey-map”.")
    dialog.get_by_role("button", name="Insert journey-map").click()
    expect(dialog).to_be_hidden()
    expect(page.locator("#id_body")).to_have_value(re.compile(r"^!\[\]\(figure:journey-map\)\s*$"))
    page.locator("#id_body").press("Control+End")
    page.locator("#id_body").type("\n\n#### Too deep")
    expect(page.locator("[data-checks-found]")).to_contain_text("This heading is of level 4")
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".messagelist")).to_contain_text("1 thing to look at")

    reader = visit("/journey-of-a-figure/")
    shown = reader.get_by_role("img", name="A green field")
    expect(shown).to_be_visible()
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") == 60

    for address in ("figure/", "figure/add/", "figure/picker/"):
        page.goto(f"/admin/pages/{address}")
        assert_sound_at_both_widths(page)
    page.goto("/admin/content-checks/")
    assert_sound_at_both_widths(page)
    page.goto("/admin/pages/figure/")
    page.get_by_role("link", name="journey-map").click()
    assert_sound_at_both_widths(page)
