"""A real browser on the real site, and what every screen is held to."""

import os
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize, sync_playwright

from tests.chromium import find_chromium, launch_arguments
from tests.running_site import BASE_DIR, RunningSite, running_site

# Playwright's event loop runs in this thread from the first journey to the end of the session, and
# Django would take every later test's query for one made inside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PHONE, DESKTOP = 320, 1280
AXE = BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
# axe leaves target-size out unless its tag is asked for by name.
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    with running_site(tmp_path_factory.mktemp("journeys") / "data") as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=find_chromium(), args=launch_arguments()
        )
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser, site: RunningSite) -> Iterator[Open]:
    """Open an address as somebody new: `visit("/", width=320, script=False)`."""
    contexts = []
    complaints: list[str] = []

    def open_page(path: str, *, width: int = DESKTOP, script: bool = True) -> Page:
        context = browser.new_context(
            base_url=site.url,
            viewport=ViewportSize(width=width, height=800),
            java_script_enabled=script,
            locale="en-GB",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda message: complaints.extend(_complaint(message)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def _complaint(message: ConsoleMessage) -> list[str]:
    """What the browser refused or failed at. An answer of 4xx on purpose is no complaint."""
    if message.type != "error" or "the server responded with a status of 4" in message.text:
        return []
    return [f"{message.location['url']}: {message.text}"]


def assert_sound(page: Page) -> None:
    """No accessibility violation, nothing sideways, one h1, heading levels in order."""
    assert_fits(page)
    assert_headings_in_order(page)
    page.evaluate(AXE.read_text())
    # Its preloading copies style sheets that Django's own import into a style of its own, which
    # the page's policy refuses.
    run = "tags => axe.run({runOnly: {type: 'tag', values: tags}, preload: false})"
    results = page.evaluate(run, AXE_TAGS)
    violations = [
        f"{one['id']}: {one['help']} {[node['target'] for node in one['nodes']]}"
        for one in results["violations"]
    ]
    assert violations == [], f"{page.url} at {page.viewport_size}"


def assert_fits(page: Page) -> None:
    """Nothing makes the page scroll sideways. axe does not look at this."""
    page.wait_for_load_state()  # a click before may still be on its way
    overflow = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert overflow <= 0, f"{page.url} is {overflow} px too wide at {page.viewport_size}"


def assert_headings_in_order(page: Page) -> None:
    levels = [
        int(heading.evaluate("element => element.tagName[1]"))
        for heading in page.locator("h1,h2,h3,h4,h5,h6").all()
    ]
    assert levels.count(1) == 1, levels
    deeper = [(above, below) for above, below in pairwise(levels) if below > above + 1]
    assert deeper == [], f"{page.url} skips a heading level: {levels}"


def assert_sound_at_both_widths(page: Page) -> None:
    for width in (PHONE, DESKTOP):
        page.set_viewport_size({"width": width, "height": 800})
        assert_sound(page)


def sign_in(page: Page, name: str, password: str) -> None:
    page.goto("/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
