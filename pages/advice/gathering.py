"""Fetch the facts and advise: on one page while it is written, or on the whole site."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings

from pages.advice.checking import advise_on
from pages.advice.findings import Advice
from pages.advice.leading import target_of
from pages.advice.pieces import links
from pages.advice.site_facts import SiteFacts
from pages.figures.uses import texts_in_use
from pages.models import Figure, OldAddress, Page, PageRevision, SiteSetting
from pages.rendering import RenderingRefused
from pages.rendering.reading import ReadText, read

_ID = re.compile(r'\sid="([^"]+)"')


@dataclass(frozen=True, slots=True)
class PageAdvice:
    """What there is to say of one text of a page: what readers see, or the newest draft."""

    page_pk: int
    title: str
    path: str
    is_live: bool
    advice: list[Advice]


def advice_for(page: Page, body: str) -> list[Advice]:
    """On words in hand. Six queries at most, whatever the text."""
    try:
        text = read(body)
    except RenderingRefused:
        return []
    facts = _gather([(page.path, text)])
    return advise_on(text, facts, path=page.path)


def advice_for_site() -> list[PageAdvice]:
    """Every live text and newest draft about which there is something to say. Seven queries."""
    rows = (
        texts_in_use()
        .select_related("page")
        .only("title", "body", "page__path", "page__published_revision", "page__status")
        .order_by("page__path", "number")
    )
    read_texts = list(_readable(rows))
    facts = _gather((revision.page.path, text) for revision, text in read_texts)
    advised = (
        PageAdvice(
            page_pk=revision.page_id,
            title=revision.title,
            path=revision.page.path,
            is_live=revision.page.is_published
            and revision.page.published_revision_id == revision.pk,
            advice=advise_on(text, facts, path=revision.page.path),
        )
        for revision, text in read_texts
    )
    return [one for one in advised if one.advice]


def _readable(rows: Iterable[PageRevision]) -> Iterator[tuple[PageRevision, ReadText]]:
    for revision in rows:
        try:
            yield revision, read(revision.body)
        except RenderingRefused:
            continue


def _gather(texts: Iterable[tuple[str, ReadText]]) -> SiteFacts:
    """Of other pages' HTML only what an anchor leads into is fetched: the rest can be large."""
    with_anchor = set()
    for path, text in texts:
        for link in links(text.tokens):
            target = target_of(link.address, path=path, site_url=settings.PUBLIC_URL)
            if target and target[1]:
                with_anchor.add(target[0])
    readable, drafts = _standing()
    html = Page.objects.published().filter(path__in=with_anchor & readable)
    ids = {
        path: frozenset(_ID.findall(found or ""))
        for path, found in html.values_list("path", "published_revision__html")
    }
    old = OldAddress.objects.values_list("path", "page__path")
    return SiteFacts(
        anchors={path: ids.get(path, frozenset()) for path in readable},
        drafts=drafts,
        old_addresses={path: f"/{new}/" if new else "/" for path, new in old},
        figures=frozenset(Figure.objects.values_list("name", flat=True)),
        settings={one.slug: one.is_complete for one in SiteSetting.objects.only("slug", "value")},
        site_url=settings.PUBLIC_URL,
    )


def _standing() -> tuple[set[str], set[str]]:
    """What readers can reach, and what they can't: a page is hidden with its section."""
    published = set(Page.objects.published().values_list("path", flat=True))
    every = set(Page.objects.values_list("path", flat=True))
    readable = {
        path
        for path in published
        if all(path[:at] in published for at, letter in enumerate(path) if letter == "/")
    }
    return readable, every - readable
