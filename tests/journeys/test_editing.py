"""Editors write, look at what readers will see, and see each other."""

import re

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.journeys.conftest import Open, assert_sound_at_both_widths, sign_in
from tests.running_site import RunningSite

PASSWORD = "correct horse battery staple"
JOIN = """
from django.contrib.auth.models import Group, User
for name, first, last in {people!r}:
    user = User.objects.create_user(
        name, password={password!r}, is_staff=True, first_name=first, last_name=last
    )
    user.groups.add(Group.objects.get(name="editors"))
"""
PEOPLE = [("asha", "Asha", "Rao"), ("wen", "Wen", "Li")]


@pytest.fixture(scope="module")
def editors(site: RunningSite) -> None:
    site.manage("shell", "-c", JOIN.format(people=PEOPLE, password=PASSWORD))


def open_as(visit: Open, name: str, *, script: bool = True) -> Page:
    page = visit("/admin/", script=script)
    sign_in(page, name, PASSWORD)
    return page


def begin_page(page: Page, title: str) -> None:
    page.goto("/admin/pages/page/add/")
    page.get_by_label("Title", exact=True).fill(title)


@pytest.mark.usefixtures("editors")
def test_an_editor_writes_a_page_and_readers_see_it(visit: Open) -> None:
    page = open_as(visit, "asha")
    begin_page(page, "What happens next")
    expect(page.get_by_label(re.compile("^Slug"))).to_have_value("what-happens-next")
    assert_sound_at_both_widths(page)

    text = page.get_by_label("Text", exact=True)
    text.fill("Decisions")
    page.get_by_role("button", name="H2: heading").click()
    text.press("End")
    text.press_sequentially("\n\nWe will be bold")
    text.press("Shift+Control+ArrowLeft")
    text.press("Control+b")
    expect(text).to_have_value("## Decisions\n\nWe will be **bold**")
    text.press("Control+End")
    page.get_by_role("button", name="Footnote").click()
    page.keyboard.type("Or try.")
    expect(text).to_have_value("## Decisions\n\nWe will be **bold**[^1]\n\n[^1]: Or try.")
    text.press("Control+z")

    shown = page.frame_locator("iframe")
    expect(shown.locator("h1")).to_have_text("What happens next")
    expect(shown.locator(".app-prose strong")).to_have_text("bold")
    expect(shown.locator(".app-preview-banner")).to_contain_text("not saved")
    assert_sound_at_both_widths(page)

    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    page.get_by_role("link", name="Pages", exact=True).click(no_wait_after=True)
    expect(text).to_have_value(re.compile("Decisions"))
    assert asked == ["beforeunload"]

    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messagelist")).to_contain_text("Saved as a draft.")
    expect(page.locator(".app-editor-state")).to_contain_text("Draft, never published.")
    assert visit("/what-happens-next/").get_by_role("heading", level=1).inner_text() != (
        "What happens next"
    )
    page.get_by_role("button", name="Save and publish").click()
    expect(page.locator(".messagelist")).to_contain_text("Published")
    assert_sound_at_both_widths(page)
    reader = visit("/what-happens-next/")
    expect(reader.locator(".app-prose strong")).to_have_text("bold")


@pytest.mark.usefixtures("editors")
def test_the_preview_keeps_its_place_and_says_when_it_cannot_be_made(visit: Open) -> None:
    page = open_as(visit, "asha")
    begin_page(page, "A long page")
    text = page.get_by_label("Text", exact=True)
    text.fill("\n\n".join(f"## Part {number}\n\nWords." for number in range(40)))
    shown = page.frame_locator("iframe")
    expect(shown.locator("h2#part-39")).to_have_count(1)
    frame = page.frames[1]
    steps = page.evaluate("history.length")
    frame.evaluate("scrollTo(0, 1500)")
    text.press("Control+End")
    text.press_sequentially(" More.")
    expect(shown.locator(".app-prose > p").last).to_have_text("Words. More.")
    assert frame.evaluate("scrollY") == 1500
    assert page.evaluate("history.length") == steps

    told = page.locator("[data-preview-told]")
    text.fill("x" * 100_001)
    expect(told).to_contain_text("This text is 100,001 characters long.")
    text.fill("Short.")
    expect(shown.locator(".app-prose")).to_have_text("Short.")
    expect(told).to_be_empty()
    page.route("**/preview/", lambda route: route.fulfill(status=404))
    text.fill("Shorter.")
    expect(told).to_have_text("The preview could not be made; your words are kept in this tab.")


@pytest.mark.usefixtures("editors")
def test_a_preview_without_script_opens_the_words_in_hand(visit: Open) -> None:
    page = open_as(visit, "asha", script=False)
    begin_page(page, "Written by hand")
    page.get_by_label("Text", exact=True).fill("Plain **words**.")
    assert page.locator("markdown-toolbar").is_hidden()
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Preview").click()
    preview = opened.value
    expect(preview.locator(".app-prose")).to_have_text("Plain words.")
    expect(preview.locator(".app-preview-banner")).to_contain_text("not saved")
    expect(page.get_by_label("Text", exact=True)).to_have_value("Plain **words**.")


@pytest.mark.usefixtures("editors")
def test_a_preview_is_sound_and_two_editors_see_each_other(visit: Open) -> None:
    first = open_as(visit, "asha")
    begin_page(first, "Ours together")
    first.get_by_label("Text", exact=True).fill("## Words\n\nOf **one**.")
    first.get_by_role("button", name="Save draft").click()
    expect(first.locator(".messagelist")).to_contain_text("Saved as a draft.")
    address = first.url

    second = open_as(visit, "wen")
    second.goto(address)
    region = second.locator(".app-editor-presence")
    expect(region).to_contain_text("Asha Rao has had this page open since")
    assert_sound_at_both_widths(second)

    first.get_by_label("Text", exact=True).fill("## Words\n\nOf the first.")
    with first.expect_navigation():
        first.get_by_role("button", name="Save draft").click()
    second.get_by_label("Text", exact=True).fill("## Words\n\nOf the second.")
    second.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # as if 20 s later
    expect(region).to_contain_text("Asha Rao saved revision 2")
    second.get_by_role("button", name="Save draft").click()
    expect(second.locator(".errorlist")).to_contain_text("Asha Rao changed the text")
    expect(second.locator(".app-conflict ins").nth(1)).to_contain_text("the first")
    assert_sound_at_both_widths(second)
    expect(second.get_by_label("Text", exact=True)).to_have_value("## Words\n\nOf the second.")
    second.get_by_role("button", name="Save draft").click()
    expect(second.locator(".messagelist")).to_contain_text("Saved as a draft.")

    second.goto(address.replace("/change/", "/preview/"))
    assert_sound_at_both_widths(second)
