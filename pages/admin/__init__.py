"""The staff's screens for pages and settings, inside Django's admin."""

from pages.admin.figure import FigureAdmin
from pages.admin.old_address import OldAddressAdmin
from pages.admin.page import PageAdmin
from pages.admin.revision import PageRevisionAdmin
from pages.admin.search_miss import SearchMissAdmin
from pages.admin.site_feedback import SiteFeedbackAdmin
from pages.admin.site_setting import SiteSettingAdmin
from pages.admin.system_map import AspectAdmin, InfluenceAdmin

__all__ = [
    "AspectAdmin",
    "FigureAdmin",
    "InfluenceAdmin",
    "OldAddressAdmin",
    "PageAdmin",
    "PageRevisionAdmin",
    "SearchMissAdmin",
    "SiteFeedbackAdmin",
    "SiteSettingAdmin",
]
