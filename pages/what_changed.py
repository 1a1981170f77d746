"""What changed: the revisions that readers are told of, newest first."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from pages.models import PageRevision
from pages.navigation import SitePage, SiteTree

# A change needs neither the text nor who wrote it.
_FIELDS = ("page_id", "published_at", "change_note", "is_notable", "number")


def changes_to_site(*, tree: SiteTree) -> QuerySet[PageRevision]:
    """Notable revisions that were published, of the pages readers can see today."""
    return _published(tree.pages).filter(is_notable=True)


def changes_to_page(page: SitePage) -> QuerySet[PageRevision]:
    """The notable ones, and how it began."""
    earlier = PageRevision.objects.filter(
        page=OuterRef("page"), published_at__lt=OuterRef("published_at")
    )
    return _published([page]).filter(Q(is_notable=True) | ~Exists(earlier))


def _published(pages: list[SitePage]) -> QuerySet[PageRevision]:
    return (
        PageRevision.objects.filter(
            page__in=[page.pk for page in pages], published_at__isnull=False
        )
        .order_by("-published_at", "-pk")
        .only(*_FIELDS)
    )
