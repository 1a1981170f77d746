"""A reader reads and says what they think: with and without script, with mouse and keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Open, assert_sound, assert_sound_at_both_widths

SOURCE = "/how-our-system-works/"


def fill_in(page: Page, summary: str) -> None:
    page.get_by_label("Reflection on our thinking from this page").select_option("unsure")
    page.get_by_label("Summary").fill(summary)
    page.get_by_label("Details (optional)").fill("Two of us do all of it.\nBoth part time.")
    page.get_by_label("Your role").select_option("la-data")
    page.get_by_label("Your organisation (optional)").fill("Rutland County Council")
    page.get_by_label("Your email (optional, for follow-up only)").fill("reader@example.org")


def reference_on(page: Page) -> str:
    found = re.search(r"COE-\w{5}-\w{5}", page.locator("main").inner_text())
    assert found, page.locator("main").inner_text()
    return found[0]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_read_and_comment(visit: Open, width: int, script: bool) -> None:
    page = visit(SOURCE, width=width, script=script)
    expect(page.get_by_role("heading", level=1)).to_have_text("How our system works")

    fill_in(page, f"Not enough about small teams, at {width}, {script}")
    page.get_by_role("button", name="Submit feedback").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Thanks — feedback received")
    expect(page.locator("main")).to_contain_text("Both part time.")
    reference = reference_on(page)

    page.reload()
    assert reference_on(page) == reference

    page.get_by_role("link", name=re.compile("Comment on")).click()
    expect(page.get_by_label("Your role")).to_have_value("la-data")
    expect(page.get_by_label("Your organisation (optional)")).to_have_value(
        "Rutland County Council"
    )
    expect(page.get_by_label("Your email (optional, for follow-up only)")).to_have_value("")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("address", [SOURCE, f"/comment{SOURCE}"])
def test_get_it_wrong_and_recover(visit: Open, address: str, script: bool) -> None:
    page = visit(address, script=script)
    fill_in(page, "abc")
    page.get_by_role("button", name="Submit feedback").click()

    expect(page).to_have_title(re.compile("^Error: "))
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport()
    summary.get_by_role("link", name="Enter a summary of at least 5 characters").click()
    expect(page.get_by_label("Summary")).to_be_in_viewport()
    if script:
        expect(page.get_by_label("Summary")).to_be_focused()
        assert_sound_at_both_widths(page)
    expect(page.get_by_label("Summary")).to_have_value("abc")
    expect(page.get_by_label("Details (optional)")).to_have_value(
        "Two of us do all of it.\nBoth part time."
    )
    expect(page.get_by_label("Your role")).to_have_value("la-data")

    page.get_by_label("Summary").fill(f"Now long enough, from {address}, {script}")
    page.get_by_role("button", name="Submit feedback").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thanks — feedback received")


@pytest.mark.parametrize("way", ["", "#app-feedback"], ids=["scrolled", "by-link"])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_going_back_and_sending_again_is_one_piece_of_feedback(
    visit: Open, script: bool, way: str
) -> None:
    page = visit(SOURCE, script=script)
    if way:
        page.locator(f"a[href='{way}']").first.click()
    words = f"Sent twice, {script} {way}"
    fill_in(page, words)
    page.get_by_role("button", name="Submit feedback").click()
    page.wait_for_url("**/sent/**")
    first = reference_on(page)

    page.go_back()
    if page.get_by_label("Summary").input_value() == "":
        fill_in(page, words)
    page.get_by_role("button", name="Submit feedback").click()
    page.wait_for_url("**/sent/**")

    assert reference_on(page) == first


def test_double_click_is_one_piece_of_feedback(visit: Open) -> None:
    page = visit(SOURCE)
    fill_in(page, "Clicked twice")
    page.get_by_role("button", name="Submit feedback").dblclick()
    page.wait_for_url("**/sent/**")
    first = reference_on(page)

    again = visit(SOURCE, script=False)
    fill_in(again, "Clicked twice")
    again.get_by_role("button", name="Submit feedback").click()
    # Another browser, with no key: the same words, but not the same sending.
    assert reference_on(again) != first


def test_comment_with_the_keyboard_alone(visit: Open) -> None:
    page = visit(SOURCE)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()

    while page.evaluate("document.activeElement.name") != "sentiment":
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement !== document.body"), "ran past the form"
    page.keyboard.type("I’m unsure")
    page.keyboard.press("Tab")
    page.keyboard.type("From the keyboard")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Local authority digital")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Submit feedback")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Thanks — feedback received")
    expect(page.locator("main")).to_contain_text("Local authority digital professional")
    assert_sound_at_both_widths(page)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_search_finds_a_page(visit: Open, script: bool) -> None:
    page = visit("/", script=script)
    page.get_by_role("searchbox").first.fill("vicious cycle")
    page.get_by_role("searchbox").first.press("Enter")

    result = page.get_by_role("main").get_by_role("link", name="How our system works").first
    result.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How our system works")


def test_every_page_of_the_site_is_sound(visit: Open) -> None:
    page = visit("/")
    links = page.locator("header a, nav a, footer a").evaluate_all(
        "links => links.map(link => link.pathname)"
    )
    addresses = sorted({link for link in links if not link.startswith("/static")})
    assert SOURCE in addresses
    assert "/privacy/" in addresses
    for address in [*addresses, f"/comment{SOURCE}", "/search/?q=value", "/search/?q=xyzzy"]:
        page.goto(address)
        assert_sound_at_both_widths(page)


def test_unknown_address_helps(visit: Open) -> None:
    page = visit("/nowhere/at/all/")

    expect(page.get_by_role("heading", level=1)).to_contain_text("not found")
    expect(page.get_by_role("main").get_by_role("searchbox")).to_be_visible()
    assert_sound_at_both_widths(page)


@pytest.mark.parametrize("media", ["print", "forced-colours"])
def test_page_holds_in_print_and_forced_colours(visit: Open, media: str) -> None:
    page = visit(SOURCE, width=DESKTOP)
    if media == "print":
        page.emulate_media(media="print")
        expect(page.locator(".app-feedback")).to_be_hidden()
        expect(page.get_by_text("In short,")).to_be_visible()
    else:
        page.emulate_media(forced_colors="active")
        assert_sound(page)


def test_readers_browser_keeps_nothing_and_asks_nobody_else(visit: Open) -> None:
    page = visit("/")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(SOURCE)
    page.wait_for_load_state("networkidle")

    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.evaluate("history.state") is None
    ours = page.evaluate("location.origin")
    assert [url for url in asked if not url.startswith((ours, "data:"))] == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_going_back_after_a_corrected_mistake_still_shows_the_form(
    visit: Open, script: bool
) -> None:
    page = visit(SOURCE, script=script)
    fill_in(page, "abc")
    page.get_by_role("button", name="Submit feedback").click()
    page.get_by_label("Summary").fill(f"Put right, {script}")
    page.get_by_role("button", name="Submit feedback").click()
    page.wait_for_url("**/sent/**")

    page.go_back()

    # Not the browser's "Confirm form resubmission": the form, with what was typed.
    expect(page.get_by_label("Summary")).to_have_value(f"Put right, {script}")
    expect(page.get_by_label("Details (optional)")).to_have_value(
        "Two of us do all of it.\nBoth part time."
    )
