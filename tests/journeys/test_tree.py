"""An editor finds the whole site as a tree, moves a page in it, and puts it back."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Open, assert_sound_at_both_widths, sign_in
from tests.running_site import RunningSite

TREE = "/admin/pages/page/"


def open_tree(visit: Open, site: RunningSite, *, script: bool = True) -> Page:
    page = visit("/admin/", script=script)
    sign_in(page, "admin", site.password)
    page.goto(TREE)
    return page


def titles_below(page: Page, section: str) -> list[str]:
    below = page.locator(f'[data-title="{section}"] > ul > [data-title]')
    return [str(one.get_attribute("data-title")) for one in below.all()]


def test_page_moves_by_menu_and_back_without_script(visit: Open, site: RunningSite) -> None:
    page = open_tree(visit, site, script=False)
    before = titles_below(page, "How our system works")
    page.get_by_role("link", name="Move “Status”").click()
    page.get_by_label("Section").select_option(label="Cookies")
    page.get_by_label("Last part of the address").fill("standing")
    page.get_by_role("button", name="See what will change").click()
    expect(page.locator("#content-main")).to_contain_text(
        "1 address will change; 1 old one will lead on to its page."
    )
    page.get_by_role("button", name="Move the page").click()
    expect(page.locator(".messagelist")).to_contain_text("to /cookies/standing/")
    assert titles_below(page, "Cookies") == ["Status"]

    page.goto("/how-our-system-works/status/")
    assert page.url.endswith("/cookies/standing/")

    page.goto(TREE)
    page.get_by_role("link", name="Move “Status”").click()
    page.get_by_label("Section").select_option(label="How our system works")
    page.get_by_label("Last part of the address").fill("status")
    page.get_by_role("button", name="See what will change").click()
    page.get_by_label("Place in the section").select_option(label=f"After “{before[0]}”")
    page.get_by_role("button", name="Move the page").click()
    assert titles_below(page, "How our system works") == before
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".messagelist")).to_contain_text("Put “Status” back to /cookies/standing/")


@pytest.fixture(autouse=True)
def as_it_was(site: RunningSite) -> Iterator[None]:
    """The other journeys read these pages where they were."""
    yield
    site.manage(
        "shell",
        "-c",
        "from pages.models import Page; from pages.moving import move_page; "
        "section = Page.objects.get(path='how-our-system-works'); "
        "move_page(page=Page.objects.get(revisions__title='Status'), parent=section, "
        "slug='status', position=1)",
    )


def drag(page: Page, title: str, *, onto: str) -> None:
    handle = page.locator(f'[data-title="{title}"] > .app-tree__row .app-tree__handle')
    target = page.locator(f'[data-title="{onto}"] > .app-tree__row')
    start = handle.bounding_box()
    assert start is not None
    page.mouse.move(start["x"] + 8, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(start["x"] + 12, start["y"] - 10, steps=4)
    end = target.bounding_box()
    assert end is not None
    page.mouse.move(end["x"] + 60, end["y"] + 4, steps=12)
    page.mouse.up()


def test_page_moves_by_drag_is_announced_and_put_back(visit: Open, site: RunningSite) -> None:
    page = open_tree(visit, site)
    before = titles_below(page, "How our system works")
    drag(page, "Status", onto=before[0])
    expect(page.get_by_role("status")).to_contain_text("Moved “Status” to another place")
    assert titles_below(page, "How our system works")[0] == "Status"
    assert_sound_at_both_widths(page)
    page.get_by_role("button", name="Undo").click()
    page.wait_for_load_state()
    assert titles_below(page, "How our system works") == before


def test_drop_that_somebody_forestalled_goes_back_and_says_why(
    visit: Open, site: RunningSite
) -> None:
    page = open_tree(visit, site)
    before = titles_below(page, "How our system works")
    other = page.context.new_page()
    other.goto(TREE)
    other.get_by_role("button", name="Move “Status” up").click()
    drag(page, "Status", onto=before[0])
    expect(page.get_by_role("status")).to_contain_text("Somebody has moved “Status”")
    assert titles_below(page, "How our system works") == before


def test_section_stays_folded(visit: Open, site: RunningSite) -> None:
    page = open_tree(visit, site)
    toggle = page.get_by_role("button", name="Pages below “How our system works”")
    toggle.click()
    expect(toggle).to_have_attribute("aria-expanded", "false")
    page.reload()
    expect(page.get_by_role("link", name="Move “Status”")).to_be_hidden()
    toggle.click()
    expect(page.get_by_role("link", name="Move “Status”")).to_be_visible()


def test_screens_of_moving_and_deleting_are_sound(visit: Open, site: RunningSite) -> None:
    page = open_tree(visit, site)
    page.get_by_role("link", name="Move “Status”").click()
    assert_sound_at_both_widths(page)
    page.get_by_label("Last part of the address").fill("standing")
    page.get_by_role("button", name="See what will change").click()
    assert_sound_at_both_widths(page)
    page.goto(page.url.split("move/")[0] + "delete/")
    assert_sound_at_both_widths(page)
    for address in (f"{TREE}?state=published", "/admin/pages/oldaddress/"):
        page.goto(address)
        assert_sound_at_both_widths(page)
