"""What the site publishes, as rows."""

from pages.models.page import FeedbackState, Page, PageStatus, ShownIn
from pages.models.revision import PageRevision, RevisionOrigin
from pages.models.site_setting import SiteSetting

__all__ = [
    "FeedbackState",
    "Page",
    "PageRevision",
    "PageStatus",
    "RevisionOrigin",
    "ShownIn",
    "SiteSetting",
]
