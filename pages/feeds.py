"""What changed, for feed readers: of the site and of one page."""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from pages.models import PageRevision
from pages.navigation import SitePage, SiteTree, site_tree_of
from pages.what_changed import changes_to_page, changes_to_site

_MOST_ENTRIES = 30
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BEFORE_ANYTHING = datetime(1970, 1, 1, tzinfo=UTC)


class _Atom(Atom1Feed):
    def latest_post_date(self) -> datetime:
        """Not the moment of asking, which Django gives a feed without entries."""
        return super().latest_post_date() if self.items else _BEFORE_ANYTHING


class WhatChangedFeed(Feed):  # type: ignore[type-arg]
    """Whole addresses throughout, of the site's public name and never of the request's."""

    feed_type = _Atom
    author_name = settings.SITE_NAME

    def get_object(self, request: HttpRequest, path: str = "") -> "Log":
        tree = site_tree_of(request)
        page = tree.find(path)
        if path and page is None:
            raise Http404("No page has this address.")
        return Log(tree, page if path else None)

    def title(self, log: "Log") -> str:
        return f"{_plain(log.title)} – {settings.SITE_NAME}"

    def link(self, log: "Log") -> str:
        return f"{settings.SITE_URL}{log.address}"

    def feed_url(self, log: "Log") -> str:
        return f"{settings.SITE_URL}{log.address}feed.xml"

    def feed_guid(self, log: "Log") -> str:
        """The same wherever the page is moved to."""
        return f"{settings.SITE_URL}{reverse('what_changed_feed')}{log.fragment}"

    def items(self, log: "Log") -> list[tuple[PageRevision, SitePage]]:
        return log.entries()

    def item_title(self, entry: tuple[PageRevision, SitePage]) -> str:
        return _plain(entry[1].title)

    def item_description(self, entry: tuple[PageRevision, SitePage]) -> str:
        revision, _ = entry
        return _plain(revision.change_note) if revision.is_notable else "First published."

    def item_link(self, entry: tuple[PageRevision, SitePage]) -> str:
        return f"{settings.SITE_URL}{entry[1].url}"

    def item_guid(self, entry: tuple[PageRevision, SitePage]) -> str:
        """The same wherever the page is moved to."""
        revision, _ = entry
        host = urlsplit(settings.SITE_URL).hostname
        return f"tag:{host},{revision.published_at:%Y-%m-%d}:revision-{revision.pk}"

    def item_pubdate(self, entry: tuple[PageRevision, SitePage]) -> datetime | None:
        return entry[0].published_at

    item_updateddate = item_pubdate


class Log:
    """The changes to the site, or to one page of it."""

    def __init__(self, tree: SiteTree, page: SitePage | None) -> None:
        self._tree, self._page = tree, page

    @property
    def title(self) -> str:
        return f"What changed on “{self._page.title}”" if self._page else "What changed"

    @property
    def address(self) -> str:
        if self._page:
            return reverse("what_changed_on_page", args=[self._page.path])
        return reverse("what_changed")

    @property
    def fragment(self) -> str:
        return f"#page-{self._page.pk}" if self._page else ""

    def entries(self) -> list[tuple[PageRevision, SitePage]]:
        rows = changes_to_page(self._page) if self._page else changes_to_site(tree=self._tree)
        by_pk = {page.pk: page for page in self._tree.pages}
        return [(row, by_pk[row.page_id]) for row in rows[:_MOST_ENTRIES]]


def _plain(words: str) -> str:
    """Without what XML cannot hold."""
    return _NOT_IN_XML.sub("", words)
