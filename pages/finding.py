"""Find the page at an address, as a reader may."""

from django.http import HttpRequest

from pages.models import Page
from pages.navigation import site_tree_of


def find_published_page(request: HttpRequest, path: str) -> Page | None:
    """The page with its live text; nothing for one unknown, in draft, below a page that is not
    published, or withdrawn since the tree was loaded."""
    if path not in site_tree_of(request):
        return None
    return Page.objects.published().with_live_text().filter(path=path).first()
