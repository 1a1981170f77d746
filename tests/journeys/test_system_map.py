"""A reader steps round the system map, and staff draw it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Open, assert_fits, assert_sound_at_both_widths, sign_in
from tests.running_site import RunningSite

SOURCE = "/how-our-system-works/"
STEPS = [
    ["Value falls, and status falls.", "Status falls, and quality falls."],
    ["Value rises, and status rises.", "Status rises, and quality rises."],
]


def current(page: Page) -> list[str]:
    return page.locator(".app-map__step[aria-current=step] .app-map__what").all_inner_texts()


def tab_to(page: Page, name: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    pytest.fail(f"the keyboard never reaches {name}")


def test_step_round_both_ways_with_the_keyboard(visit: Open) -> None:
    page = visit(SOURCE)
    figure = page.locator("figure.app-map")
    place = figure.get_by_role("status")
    expect(place).to_have_text("3 steps")

    tab_to(page, "Step on")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert current(page) == [STEPS[0][1]]
    expect(place).to_contain_text("Step 2 of 3")
    expect(place).to_contain_text("reduced resource and necessarily lower quality")
    expect(figure.locator("svg .app-map__node.is-current.is-falling")).to_have_count(2)
    expect(figure.locator("svg .app-map__arrow.is-current")).to_have_count(1)
    expect(figure.get_by_text("When value rises")).to_be_hidden()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert current(page) == [STEPS[0][0]]  # round again

    tab_to(page, "Start again")
    page.keyboard.press("Enter")
    assert current(page) == []
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowRight")
    expect(figure.get_by_role("radio", name="Value rises")).to_be_checked()
    tab_to(page, "Step on")
    page.keyboard.press("Space")
    assert current(page) == [STEPS[1][0]]
    expect(figure.locator("svg .is-rising")).to_have_count(2)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert current(page) == []
    assert_sound_at_both_widths(page)


def test_without_script_every_step_both_ways_is_there(visit: Open) -> None:
    page = visit(SOURCE, script=False, width=PHONE)
    for words in (*STEPS[0], *STEPS[1]):
        expect(page.get_by_text(words, exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Step on")).to_be_hidden()
    page.get_by_text("What each aspect is").click()
    expect(page.locator("dt").get_by_role("link", name="Value")).to_be_visible()


def test_aspect_leads_to_its_page(visit: Open) -> None:
    page = visit(SOURCE)
    page.locator("svg").get_by_role("link", name="Quality", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Quality")


def test_names_stand_inside_their_boxes(visit: Open) -> None:
    for width in (PHONE, 1280):
        page = visit(SOURCE, width=width)
        outside = page.locator("svg .app-map__node").evaluate_all(
            """nodes => nodes.filter((node) => {
                const box = node.querySelector("rect").getBBox();
                const label = node.querySelector("text").getBBox();
                return label.x < box.x || label.x + label.width > box.x + box.width
                    || label.y < box.y || label.y + label.height > box.y + box.height;
            }).length"""
        )
        assert outside == 0
        size = page.locator("svg .app-map__label").first.evaluate(
            "label => 16 * label.getScreenCTM().a"
        )
        assert size >= 12


def test_paper_has_both_ways_and_other_settings_hold(visit: Open) -> None:
    page = visit(SOURCE)
    page.get_by_role("button", name="Step on").click()
    page.emulate_media(media="print")
    for words in (*STEPS[0], *STEPS[1]):
        expect(page.get_by_text(words, exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Step on")).to_be_hidden()
    # It may begin on the sheet that the text before it ends on; no bare path follows a link.
    expect(page.locator("figure.app-map")).to_have_css("break-inside", "auto")
    after = page.locator("dt a").first.evaluate("a => getComputedStyle(a, '::after').content")
    assert after == "none"

    page.emulate_media(media="screen", forced_colors="active")
    strokes = page.locator("svg .app-map__line, svg .app-map__box").evaluate_all(
        "all => all.map(one => getComputedStyle(one).stroke)"
    )
    canvas = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert canvas not in strokes
    page.emulate_media(forced_colors="none", reduced_motion="reduce")
    moving = page.locator("svg .app-map__arrow.is-current .app-map__line").evaluate(
        "line => getComputedStyle(line).animationName"
    )
    assert moving == "none"


def test_editor_draws_the_map(visit: Open, site: RunningSite) -> None:
    page = visit("/admin/")
    sign_in(page, "admin", site.password)
    for address in ("aspect/", "influence/", "influence/add/", "aspect/map/"):
        page.goto(f"/admin/pages/{address}")
        assert_sound_at_both_widths(page)
    page.goto("/admin/pages/aspect/")
    page.get_by_role("link", name="Cost").first.click()
    page.wait_for_url(re.compile("/change/"))
    assert_sound_at_both_widths(page)
    page.get_by_label("Description").fill("The cost of the work, in money and in time.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto(SOURCE)
    page.get_by_text("What each aspect is").click()
    expect(page.get_by_text("in money and in time")).to_be_visible()
    assert_fits(page)
