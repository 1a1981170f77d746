"""Advice on where links lead, with the facts of a real site."""

import pytest
from pytest_django import DjangoAssertNumQueries

from pages.advice import Kind
from pages.advice.gathering import advice_for
from pages.models import OldAddress, Page, PageStatus
from tests.pages.factories import make_draft, make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> Page:
    """A page in a section, with others round it."""
    make_page("", title="Home")
    system = make_page("system", body="## Value\n\n## Two words")
    draft = make_draft("draft")
    make_page("below", parent=draft)
    moved = make_page("new")
    OldAddress.objects.create(path="old/place", page=moved)
    return make_page("status", parent=system)


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/", None),
        ("/system/", None),
        ("/system", None),
        ("/system/#value", None),
        ("/system/#two-words", None),
        ("/system/#app-feedback", None),
        ("/system/?from=a", None),
        ("..", None),
        ("../#value", None),
        ("#mine", None),
        ("/search/?q=x", None),
        ("/admin/", None),
        ("https://example.org/nowhere/", None),
        ("mailto:a@example.org", None),
        ("/nowhere/", Kind.BROKEN_LINK),
        ("nowhere.md", Kind.BROKEN_LINK),
        ("/system/#nothing", Kind.BROKEN_LINK),
        ("#nothing", Kind.BROKEN_LINK),
        ("/draft/", Kind.BROKEN_LINK),
        ("/draft/below/", Kind.BROKEN_LINK),
        ("/old/place/", Kind.OLD_LINK),
        ("/a%00b/", Kind.BROKEN_LINK),
        ("http://[", None),
    ],
)
def test_link_is_followed(page: Page, address: str, kind: Kind | None) -> None:
    body = f"## Mine\n\n[Words](<{address}>)"
    assert [one.kind for one in advice_for(page, body)] == ([kind] if kind else [])


def test_old_address_says_the_new_one(page: Page) -> None:
    (advice,) = advice_for(page, "[Words](/old/place/)")
    assert advice.message == "This works, but the page has moved: link to /new/ instead."
    assert advice.excerpt == "Words → /old/place/"


def test_page_in_a_withdrawn_section_can_not_be_reached(page: Page) -> None:
    Page.objects.filter(path="system").update(status=PageStatus.DRAFT)
    other = Page.objects.get(path="new")
    assert [one.kind for one in advice_for(other, "[Words](/system/status/)")] == [Kind.BROKEN_LINK]


@pytest.mark.parametrize("links", [1, 40])
def test_facts_take_a_fixed_number_of_queries(
    page: Page, links: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    body = "\n\n".join(f"[Words](/place-{number}/#there)" for number in range(links))
    with django_assert_num_queries(6):
        assert len(advice_for(page, f"{body}\n\n[Words](/system/#value)")) == links
