"""What could be better in a page's text, told as advice beside it: nothing is refused for it."""

from pages.advice.checking import advise
from pages.advice.findings import Advice, Kind
from pages.advice.site_facts import SiteFacts

__all__ = ["Advice", "Kind", "SiteFacts", "advise"]
