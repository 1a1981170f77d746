"""The pages the site starts with."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings

from pages.importing import bring_in
from pages.mkdocs import SiteDescription, read_mkdocs
from pages.models import Page, PageRevision, SiteSetting
from pages.navigation import load_site_tree

SENTENCES = (
    (Path(__file__).parent / "fixtures" / "source_sentences.txt").read_text("utf-8").splitlines()
)
SOURCE = "how-our-system-works"
ASPECTS = ["context", "status", "value", "quality", "cost"]


@pytest.fixture(scope="module")
def site() -> SiteDescription:
    return read_mkdocs(settings.BASE_DIR / "content")


@pytest.fixture
def pages(db: None, site: SiteDescription) -> dict[str, PageRevision]:
    bring_in(site)
    live = Page.objects.published().with_live_text()
    return {page.path: page.published_revision for page in live if page.published_revision}


def words(html: str) -> str:
    soup = BeautifulSoup(html, "html.parser")
    for mark in soup.select("sup"):
        mark.decompose()
    return " ".join(soup.get_text().split())


def test_every_sentence_of_the_source_is_on_its_page(pages: dict[str, PageRevision]) -> None:
    page = f"{pages[SOURCE].title} {words(pages[SOURCE].html)}"
    assert [sentence for sentence in SENTENCES if sentence not in page] == []


def test_source_page_says_nothing_else(pages: dict[str, PageRevision]) -> None:
    left = words(pages[SOURCE].html)
    for sentence in SENTENCES:
        left = left.replace(sentence, "", 1)
    assert left.split() == []


def test_source_page_is_repaired(pages: dict[str, PageRevision]) -> None:
    soup = BeautifulSoup(pages[SOURCE].html, "html.parser")
    assert [mark.text for mark in soup.select("sup")] == ["3", "4"]
    assert [one.text for one in soup.select("li strong")] == ASPECTS
    assert soup.select("form, input, blockquote, h1") == []
    assert [one.text for one in soup.select("figure.app-figure--missing figcaption")] == [
        SENTENCES[-1]
    ]
    assert "optimize, transform" in soup.text
    assert not re.search(r"\[\^|\*\*|- >", soup.text)


@pytest.mark.parametrize("aspect", ASPECTS)
def test_aspect_is_made_of_the_sources_own_words(
    pages: dict[str, PageRevision], aspect: str
) -> None:
    source = words(pages[SOURCE].html)
    soup = BeautifulSoup(pages[f"{SOURCE}/{aspect}"].html, "html.parser")
    parts = [words(str(part)) for part in soup.select("p")]
    assert parts[0] == "From How our system works:"
    assert [part for part in parts[1:] if part not in source] == []


def test_pages_stand_where_readers_look_for_them(pages: dict[str, PageRevision]) -> None:
    tree = load_site_tree()
    assert [page.path for page in tree.menu] == [SOURCE]
    assert [page.path for page in tree.menu[0].children] == [f"{SOURCE}/{one}" for one in ASPECTS]
    footer = ["privacy", "cookies", "accessibility", "how-to-use-this-site"]
    assert [page.path for page in tree.footer] == footer
    open_pages = [page.path for page in tree.pages if page.is_open_for_feedback]
    assert open_pages == ["", SOURCE, *[f"{SOURCE}/{one}" for one in ASPECTS]]


def test_every_link_between_pages_leads_somewhere(pages: dict[str, PageRevision]) -> None:
    for path, revision in pages.items():
        for link in BeautifulSoup(revision.html, "html.parser").select('a[href^="/"]'):
            target = str(link["href"]).strip("/")
            assert target in pages or target == "search", f"{path}: {link}"
        assert ".md" not in revision.html


def test_every_setting_is_asked_for_and_every_question_is_a_setting(
    pages: dict[str, PageRevision],
) -> None:
    asked = {slug for one in pages.values() for slug in re.findall(r"\{\{ (\w+) \}\}", one.body)}
    assert asked == set(SiteSetting.objects.values_list("slug", flat=True))
    assert all("{{" not in one.html for one in pages.values())


def test_missing_facts_are_shown_as_missing(pages: dict[str, PageRevision]) -> None:
    assert "[To be completed: Name and address of the data controller]" in pages["privacy"].text
    assert "call 999" in pages["privacy"].text


def test_every_page_has_a_summary_that_fits(pages: dict[str, PageRevision]) -> None:
    assert [path for path, one in pages.items() if not 20 < len(one.summary) <= 160] == []


def test_word_for_word_in_the_file_too(site: SiteDescription) -> None:
    """What an editor sees is the client's text: no sentence was reworded to render well."""
    body = next(page.body for page in site.pages if page.path == SOURCE)
    plain = re.sub(r"<sup>\d</sup>|\*\*|^- ", "", body, flags=re.MULTILINE)
    assert [one for one in SENTENCES[1:] if one not in plain] == []
