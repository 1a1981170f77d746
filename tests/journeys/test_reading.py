"""A reader finds their way: within a page, by search, on paper, and back to what changed."""

import re
import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Open, assert_sound_at_both_widths
from tests.running_site import BASE_DIR, RunningSite

ADDRESS = "/how-our-system-works/long-page/"
_LONG = "Words that take up room so that there is something to scroll.\n\n" * 25
_BODY = f"""With a note[^1] and more.

!!! warning
    Mind this.

## First marmoset

{_LONG}

### Second marmoset

Marmoset
: A small monkey.

| Place | Count |
|---|--:|
| Kent | 2 |

{_LONG}

## Third marmoset

{_LONG}

[^1]: The note, with [a link](https://example.org/).
"""
_MAKE = f"""
from pages.models import Page
from pages.lifecycle.publishing import create_page, publish, save_draft
page = create_page(slug="long-page", parent=Page.objects.get(path="how-our-system-works"))
publish(revision=save_draft(page=page, by=None, title="A long page", body={_BODY!r},
        change_note="Added for the journeys", is_notable=True), by=None)
"""


@pytest.fixture(scope="session")
def long_page(site: RunningSite) -> str:
    """Made as the site makes pages, on the running site."""
    made = subprocess.run(
        [sys.executable, "manage.py", "shell", "-c", _MAKE],
        cwd=BASE_DIR,
        env=site.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    return ADDRESS


def current(page: Page) -> list[str]:
    return page.locator(".app-side--contents [aria-current]").all_inner_texts()


def test_contents_follow_the_scroll_where_they_stand_beside_the_text(
    visit: Open, long_page: str
) -> None:
    page = visit(long_page, width=DESKTOP)
    expect(page.locator(".app-side--contents details")).to_have_attribute("open", "")
    assert current(page) == []
    for heading in ("Third marmoset", "First marmoset"):
        page.get_by_role("heading", name=heading).evaluate("one => one.scrollIntoView()")
        expect(page.locator(".app-side--contents [aria-current=true]")).to_have_text(heading)

    page.set_viewport_size({"width": PHONE, "height": 800})
    expect(page.locator(".app-side--contents [aria-current]")).to_have_count(0)
    assert_sound_at_both_widths(page)


def test_contents_lead_there_without_script(visit: Open, long_page: str) -> None:
    page = visit(long_page, script=False)
    page.get_by_label("On this page").get_by_role("link", name="Third marmoset").click()
    expect(page.get_by_role("heading", name="Third marmoset")).to_be_in_viewport()
    assert page.locator(".app-side--contents [aria-current]").count() == 0


def test_heading_has_a_link_to_itself_for_mouse_and_keyboard(visit: Open, long_page: str) -> None:
    page = visit(long_page)
    heading = page.get_by_role("heading", name="Second marmoset", exact=True)
    link = page.get_by_role("link", name="Link to this section: Second marmoset")
    expect(link).to_have_css("opacity", "0")

    heading.hover()
    expect(link).to_have_css("opacity", "1")
    box = link.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24

    page.mouse.move(0, 0)
    link.focus()
    expect(link).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    assert page.url.endswith("#second-marmoset")


def test_footnote_there_and_back(visit: Open, long_page: str) -> None:
    page = visit(long_page)
    page.get_by_role("link", name="Footnote 1", exact=True).click()
    expect(page.get_by_text("The note, with")).to_be_in_viewport()
    page.get_by_role("link", name="Back to the text at footnote 1").click()
    expect(page.get_by_role("link", name="Footnote 1", exact=True)).to_be_in_viewport()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_search_leads_to_the_part_of_a_page(visit: Open, long_page: str, script: bool) -> None:
    page = visit("/search/?q=third+marmoset", script=script)
    if script:
        assert_sound_at_both_widths(page)
    page.get_by_label("Parts of this page").get_by_role("link", name="Third marmoset").click()
    expect(page.get_by_role("heading", name="Third marmoset")).to_be_in_viewport()


def test_search_that_finds_nothing_offers_what_was_meant(visit: Open, long_page: str) -> None:
    page = visit("/search/?q=marmosset")
    assert_sound_at_both_widths(page)
    page.get_by_role("link", name="marmoset", exact=True).click()
    expect(page.get_by_role("link", name="A long page")).to_be_visible()


def test_whole_part_on_one_page_for_paper(visit: Open, long_page: str) -> None:
    page = visit("/how-our-system-works/")
    page.get_by_role("link", name="Print this part").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How our system works")
    assert_sound_at_both_widths(page)

    page.get_by_label("Contents").get_by_role("link", name="A long page").click()
    expect(page.get_by_role("heading", name="A long page")).to_be_in_viewport()
    page.get_by_role("link", name="Footnote 1", exact=True).click()
    expect(page.get_by_text("The note, with")).to_be_in_viewport()

    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Print or save as PDF")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Menu")).to_be_hidden()
    paper = page.pdf()
    assert 5 <= len(re.findall(rb"/Type /Page\b", paper)) <= 15
    assert len(re.findall(rb"/Dest\b", paper)) >= page.get_by_label("Contents").locator("a").count()
    assert b"https://example.org/" in paper


def test_what_changed_from_a_page_and_back(visit: Open, long_page: str) -> None:
    page = visit(long_page)
    page.get_by_role("link", name="What changed").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What changed on “A long page”")
    expect(page.get_by_role("main")).to_contain_text("Added for the journeys")
    assert_sound_at_both_widths(page)

    page.get_by_role("link", name="what changed on all pages").click()
    assert_sound_at_both_widths(page)
    page.get_by_role("main").get_by_role("link", name="A long page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A long page")
