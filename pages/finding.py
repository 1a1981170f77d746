"""Find the page at an address, as a reader may; or know that one was there."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.http import HttpRequest

from pages.models import OldAddress, Page, PageStatus
from pages.navigation import SitePage, site_tree_of

_LONGEST_PATH = 500


@dataclass(frozen=True, slots=True)
class FoundElsewhere:
    """The page that an address leads to, and since when if it stood there itself."""

    page: SitePage
    moved_at: datetime | None = None


def find_published_page(request: HttpRequest, path: str) -> Page | None:
    """The page with its live text; nothing for one unknown, in draft, below a page that is not
    published, or withdrawn since the tree was loaded."""
    if path not in site_tree_of(request):
        return None
    return Page.objects.published().with_live_text().filter(path=path).first()


def find_elsewhere(request: HttpRequest, path: str) -> FoundElsewhere | None:
    """Where the page that readers know by this path stands now: one that moved, or one whose
    address is spelt as other systems spell it. One query; nothing that readers may not see."""
    tree = site_tree_of(request)
    spellings = _spellings(path)
    for spelling in spellings:
        if page := tree.find(spelling):
            return FoundElsewhere(page)
    rows = OldAddress.objects.filter(path__in=spellings)
    found = sorted(
        rows.values_list("path", "page__path", "created_at"),
        key=lambda row: spellings.index(row[0]),
    )
    for _, now, moved_at in found:
        if page := tree.find(now):
            return FoundElsewhere(page, moved_at)
    return None


def was_ever_published(path: str) -> bool:
    """Whether a page that stands or stood at this path has been before readers."""
    stands_or_stood = Q(path=path) | Q(old_addresses__path=path)
    return Page.objects.filter(stands_or_stood, revisions__published_at__isnull=False).exists()


def _spellings(path: str) -> list[str]:
    """`section/page.html` and `section/page/index.html` are how MkDocs and others write
    `section/page/`; and people write capitals."""
    plain = path
    if path.lower().endswith(".html"):
        *above, name = path[: -len(".html")].split("/")
        plain = "/".join(above if name == "index" else [*above, name or path])
    return list(dict.fromkeys([path, plain, plain.lower()]))


def find_seen_before(path: str) -> str | None:
    """Where the page stands now that readers once saw here. What they never saw is not admitted
    to."""
    if len(path) > _LONGEST_PATH:
        return None
    stands_or_stood = Q(path=path) | Q(old_addresses__path=path)
    read = Page.objects.filter(stands_or_stood, revisions__published_at__isnull=False)
    return read.values_list("path", flat=True).first()


def is_archived(path: str) -> bool:
    """The page itself, or one that readers would reach it through."""
    archived = Page.objects.filter(status=PageStatus.ARCHIVED)
    return archived.filter(path__in=[path, *_above(path)]).exists()


def nearest_above(request: HttpRequest, path: str) -> SitePage | None:
    """The closest page a reader can go to from an address with nothing at it."""
    tree = site_tree_of(request)
    return next(filter(None, map(tree.find, _above(path))), None)


def _above(path: str) -> list[str]:
    """From the closest section to the farthest."""
    parts = path.split("/")
    return ["/".join(parts[:depth]) for depth in range(len(parts) - 1, 0, -1)]
