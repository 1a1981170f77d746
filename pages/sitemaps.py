"""The pages that search engines may list, each with the day its words last changed."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sites.requests import RequestSite

from pages.models import Page
from pages.navigation import load_site_tree

Entry = tuple[str, datetime | None]


class PageSitemap(Sitemap):  # type: ignore[type-arg]
    def items(self) -> list[Entry]:
        tree = load_site_tree()
        changed = dict(Page.objects.published().values_list("path", "text_changed_at"))
        return [(page.url, changed[page.path]) for page in tree.pages if page.path in changed]

    def location(self, item: Entry) -> str:
        return item[0]

    def lastmod(self, item: Entry) -> datetime | None:
        return item[1]

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: RequestSite | Any = None) -> str:
        """The site's public name, whatever the request called it."""
        return urlsplit(settings.SITE_URL).netloc
