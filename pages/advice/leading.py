"""Advice on where a page's own links lead."""

from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

from pages.addresses import RESERVED_NAMES
from pages.advice.findings import Advice, Kind, shortened
from pages.advice.pieces import Link, links
from pages.advice.site_facts import SiteFacts
from pages.rendering.reading import ReadText

# The templates' own ids, which pages may lead to and no text holds.
_OWN_ANCHORS = "app-"


def target_of(address: str, *, path: str, site_url: str = "") -> tuple[str, str] | None:
    """The path and the anchor that a link leads to; nothing for a link away from the site."""
    if site_url and (address == site_url or address.startswith(f"{site_url}/")):
        address = address.removeprefix(site_url) or "/"
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not address:
        return None
    place = urlsplit(urljoin(f"/{path}/" if path else "/", address))
    return unquote(place.path).strip("/"), unquote(place.fragment)


def broken_links(text: ReadText, site: SiteFacts, *, path: str) -> Iterator[Advice]:
    own = {token.meta["heading"].id for token in text.tokens if "heading" in token.meta}
    for link in links(text.tokens):
        target = target_of(link.address, path=path, site_url=site.site_url)
        if target is None:
            continue
        where, anchor = target
        if where == path:
            if anchor and anchor not in own and not anchor.startswith(_OWN_ANCHORS):
                yield _broken(link, f"This page has no heading “#{anchor}”.")
            continue
        yield from _elsewhere(link, where, anchor, site)


def _elsewhere(link: Link, where: str, anchor: str, site: SiteFacts) -> Iterator[Advice]:
    if where in site.anchors:
        ids = site.anchors[where]
        if anchor and anchor not in ids and not anchor.startswith(_OWN_ANCHORS):
            yield _broken(link, f"The page has no heading “#{anchor}”.")
    elif new := site.old_addresses.get(where):
        told = f"This works, but the page has moved: link to {new} instead."
        yield Advice(Kind.OLD_LINK, told, link.line, _excerpt(link))
    elif where in site.drafts:
        yield _broken(link, "Readers can’t see this page: it is not published.")
    elif where.split("/", 1)[0] not in RESERVED_NAMES and not where.endswith(".xml"):
        yield _broken(link, f"There is no page at /{where}/.")


def _broken(link: Link, told: str) -> Advice:
    return Advice(Kind.BROKEN_LINK, told, link.line, _excerpt(link))


def _excerpt(link: Link) -> str:
    return shortened(f"{link.words} → {link.address}")
