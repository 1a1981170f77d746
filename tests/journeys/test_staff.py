"""Each of the staff does their own part: decide, be told of a clash, take the data away."""

import csv
import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Open, assert_sound_at_both_widths, sign_in
from tests.journeys.test_reader import SOURCE, fill_in, reference_on
from tests.running_site import RunningSite

PASSWORD = "correct horse battery staple"
JOIN = """
from django.contrib.auth.models import Group, User
for name, group in {people!r}:
    if not User.objects.filter(username=name).exists():
        user = User.objects.create_user(name, password={password!r}, is_staff=True)
        user.groups.add(Group.objects.get(name=group))
"""
PEOPLE = [("mo", "moderators"), ("may", "moderators"), ("ana", "analysts")]


@pytest.fixture(scope="session")
def staff(site: RunningSite) -> None:
    """Two moderators and an analyst, each with an account of their own."""
    site.manage("shell", "-c", JOIN.format(people=PEOPLE, password=PASSWORD))


def send(visit: Open, summary: str) -> str:
    """Feedback from a reader; gives its reference."""
    page = visit(SOURCE)
    fill_in(page, summary)
    page.get_by_role("button", name="Submit feedback").click()
    page.wait_for_url("**/sent/**")
    return reference_on(page)


def open_as(visit: Open, name: str, password: str = PASSWORD) -> Page:
    page = visit("/admin/")
    sign_in(page, name, password)
    return page


def find(page: Page, words: str) -> None:
    page.goto("/admin/feedback/submission/")
    page.get_by_role("searchbox", name="Search").fill(words)
    page.get_by_role("button", name="Apply").click()


def test_from_a_readers_comment_to_the_csv_as_the_first_administrator(
    visit: Open, site: RunningSite
) -> None:
    reference = send(visit, "=1+1 is what the whole journey sends")

    page = visit("/admin/")
    assert_sound_at_both_widths(page)
    sign_in(page, "admin", site.password)
    assert_sound_at_both_widths(page)
    find(page, reference)
    assert_sound_at_both_widths(page)
    page.get_by_role("link", name=re.compile("what the whole journey sends")).click()
    expect(page.locator("#content")).to_contain_text("Both part time.")
    expect(page.locator("#content")).to_contain_text("reader@example.org")
    assert_sound_at_both_widths(page)
    page.get_by_label("Under review").check()
    page.get_by_label(re.compile("^Note")).fill("Asked the data team.")
    page.get_by_role("button", name="Save", exact=True).click()

    find(page, reference)
    page.get_by_role("link", name="Export").click()
    assert_sound_at_both_widths(page)
    page.get_by_label("CSV").check()
    page.get_by_label(re.compile("^Full")).check()
    (row,) = downloaded(page)
    assert row["reference"] == reference
    assert row["page_path"] == "how-our-system-works"
    assert row["revision_number"] == "1"
    assert row["role_slug"] == "la-data"
    assert row["organisation_name"] == "Rutland"
    assert row["organisation_as_typed"] == "Rutland County Council"
    assert row["triage_status"] == "under_review"
    assert row["summary"] == "'=1+1 is what the whole journey sends"
    assert row["email"] == "reader@example.org"


@pytest.mark.usefixtures("staff")
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_moderator_decides_and_goes_on_to_the_next(visit: Open, script: bool) -> None:
    word = "zebra" if script else "giraffe"
    for number in ("first", "second"):
        send(visit, f"The {number} {word} of the journey")
    page = visit("/admin/", script=script)
    sign_in(page, "mo", PASSWORD)

    find(page, word)
    page.get_by_role("link", name=f"The second {word}").click()
    page.get_by_label("No action").check()
    page.get_by_label(re.compile("^Note")).fill("Thanked; nothing to change.")
    page.get_by_role("button", name="Save and next").click()

    expect(page.locator("#content")).to_contain_text(f"The first {word}")
    page.get_by_label("Actioned", exact=True).check()
    page.get_by_role("button", name="Save and next").click()
    expect(page.locator("#content")).not_to_contain_text(f"The first {word}")


@pytest.mark.usefixtures("staff")
def test_the_second_of_two_moderators_is_told_and_loses_nothing(visit: Open) -> None:
    reference = send(visit, "Two of you want this")
    first, second = open_as(visit, "mo"), open_as(visit, "may")
    for page in (first, second):
        find(page, reference)
        page.get_by_role("link", name="Two of you want this").click()

    first.get_by_label("Actioned", exact=True).check()
    first.get_by_role("button", name="Save", exact=True).click()
    second.get_by_label("Spam").check()
    second.get_by_label(re.compile("^Note")).fill("Looks like an advertisement.")
    second.get_by_role("button", name="Save", exact=True).click()

    expect(second.get_by_role("alert")).to_contain_text("mo")
    expect(second.get_by_role("alert")).to_contain_text("Actioned")
    expect(second.get_by_label(re.compile("^Note"))).to_have_value("Looks like an advertisement.")
    assert_sound_at_both_widths(second)
    second.get_by_role("button", name="Save", exact=True).click()
    expect(second.locator("#content")).to_contain_text("Looks like an advertisement.")


@pytest.mark.usefixtures("staff")
def test_an_analyst_takes_what_is_on_screen_without_contact_details(visit: Open) -> None:
    wanted = send(visit, "Ocelots are what the analyst wants")
    send(visit, "Tapirs are not")
    page = open_as(visit, "ana")

    find(page, "ocelots")
    page.get_by_role("link", name="Export").click()
    expect(page.get_by_label(re.compile("^Full"))).to_have_count(0)
    page.get_by_label("CSV").check()
    rows = downloaded(page)

    assert [row["reference"] for row in rows] == [wanted]
    assert "email" not in rows[0]
    assert "reader@example.org" not in page.content()


@pytest.mark.usefixtures("staff")
def test_a_moderator_decides_with_the_keyboard_alone(visit: Open) -> None:
    reference = send(visit, "Decided without a mouse")
    page = open_as(visit, "mo")
    page.goto(f"/admin/feedback/submission/?q={reference}")

    tab_to(
        page,
        "document.activeElement.matches('a') && document.activeElement.text.includes('Decided')",
    )
    page.keyboard.press("Enter")
    page.wait_for_url("**/change/**")
    tab_to(page, "document.activeElement.type === 'radio'")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    tab_to(page, "document.activeElement.tagName === 'TEXTAREA'")
    page.keyboard.type("By keyboard.")
    tab_to(page, "document.activeElement.textContent.trim() === 'Save'")
    page.keyboard.press("Enter")

    expect(page.locator("#content")).to_contain_text("By keyboard.")


def tab_to(page: Page, is_there: str) -> None:
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate(is_there):
            return
    raise AssertionError(f"No tab stop where {is_there}")


def downloaded(page: Page) -> list[dict[str, str]]:
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download").click()
    with downloading.value.path().open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
