"""Read a MkDocs folder: `mkdocs.yml` and `docs/**.md` become a description of a site."""

from pages.mkdocs.description import FigureSource, PageSource, SiteDescription, UnreadableSite
from pages.mkdocs.known import NOTHING_KNOWN, Known
from pages.mkdocs.reading import read_mkdocs

__all__ = [
    "NOTHING_KNOWN",
    "FigureSource",
    "Known",
    "PageSource",
    "SiteDescription",
    "UnreadableSite",
    "read_mkdocs",
]
