"""A page's text on a staff screen: further down in the headings, and with ids of its own."""

from pages.rehousing import rehouse
from pages.rendering import SYSTEM_MAP_SLOT


def as_reading_copy(html: str) -> str:
    """The admin has elements called `content`, `header` and `footer`; a page may have headings so
    called."""
    html = html.replace(SYSTEM_MAP_SLOT, "<p>[The system map stands here.]</p>")
    return rehouse(html, prefix="read-")
