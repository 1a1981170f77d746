"""The pages the site starts with."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings

from pages.addresses import RESERVED_NAMES
from pages.importing import bring_in
from pages.mkdocs import SiteDescription, read_mkdocs
from pages.models import Page, PageRevision, SiteSetting
from pages.navigation import load_site_tree
from pages.rendering import render

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
    assert parts[0].startswith(f"The {aspect} of the work – ")
    assert parts[-1] == "From How our system works."
    assert [part for part in parts[:-1] if part not in source] == []
    # Words that lean on a sentence before them, which is not on this page.
    assert not [part for part in parts if part.startswith("To compound") or "the above" in part]


def test_notices_say_what_the_site_does(pages: dict[str, PageRevision]) -> None:
    privacy = words(pages["privacy"].html)
    assert "Your role is required." in privacy
    assert privacy.count("“Person”") == 2
    assert "to notice automated sending" in privacy
    assert privacy.count("not for reporting a concern") == 1
    assert "independent regulator for data protection, at ico.org.uk" in privacy
    assert "Information Commission " not in privacy
    assert "without saying anything about yourself" not in privacy
    kept = "random code for that form is kept with that step of your browser’s history"
    assert kept in privacy
    assert kept in words(pages["cookies"].html)
    assert "anything else in your browser" not in words(pages["cookies"].html)
    assert "We ask for your role." in words(pages[""].html)
    assert "who you are" not in words(pages[""].html)


def test_accessibility_statement_has_the_parts_the_law_names(
    pages: dict[str, PageRevision],
) -> None:
    statement = pages["accessibility"]
    named = [heading["text"] for heading in statement.headings]
    at = named.index("Non-accessible content")
    assert [name.split()[0] for name in named[at : at + 4]] == [
        "Non-accessible",
        "Non-compliance",
        "Disproportionate",
        "Content",
    ]
    assert "It was last reviewed on [To be completed: " in statement.text


def test_first_settings_are_as_the_renderer_makes_them(db: None) -> None:
    for setting in SiteSetting.objects.all():
        assert setting.html == render(setting.value, settings={}).html


def test_pages_stand_where_readers_look_for_them(pages: dict[str, PageRevision]) -> None:
    tree = load_site_tree()
    assert [page.path for page in tree.menu] == [SOURCE]
    assert [page.path for page in tree.menu[0].children] == [f"{SOURCE}/{one}" for one in ASPECTS]
    footer = ["privacy", "cookies", "accessibility", "how-to-use-this-site"]
    assert [page.path for page in tree.footer] == footer
    open_pages = [page.path for page in tree.pages if page.terms.is_open]
    assert open_pages == ["", SOURCE, *[f"{SOURCE}/{one}" for one in ASPECTS]]


def test_every_link_between_pages_leads_somewhere(pages: dict[str, PageRevision]) -> None:
    for path, revision in pages.items():
        for link in BeautifulSoup(revision.html, "html.parser").select('a[href^="/"]'):
            target = str(link["href"]).strip("/")
            assert target in pages or target in RESERVED_NAMES, f"{path}: {link}"
        assert ".md" not in revision.html


def test_every_setting_is_asked_for_and_every_question_is_a_setting(
    pages: dict[str, PageRevision],
) -> None:
    asked = {slug for one in pages.values() for slug in re.findall(r"\{\{ (\w+) \}\}", one.body)}
    asked.remove("system_map")
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
