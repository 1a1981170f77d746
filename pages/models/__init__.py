"""What the site publishes, as rows."""

from pages.models.feedback_terms import FeedbackState, FeedbackTerms, SiteFeedback
from pages.models.figure import Figure, FigureType
from pages.models.old_address import OldAddress
from pages.models.open_editor import OpenEditor
from pages.models.page import Page, PageStatus, ShownIn
from pages.models.preview_link import PreviewLink
from pages.models.revision import PageRevision, RevisionOrigin
from pages.models.search_miss import SearchMiss
from pages.models.site_setting import SiteSetting
from pages.models.system_map import Aspect, Effect, Influence, SystemMap

__all__ = [
    "Aspect",
    "Effect",
    "FeedbackState",
    "FeedbackTerms",
    "Figure",
    "FigureType",
    "Influence",
    "OldAddress",
    "OpenEditor",
    "Page",
    "PageRevision",
    "PageStatus",
    "PreviewLink",
    "RevisionOrigin",
    "SearchMiss",
    "ShownIn",
    "SiteFeedback",
    "SiteSetting",
    "SystemMap",
]
