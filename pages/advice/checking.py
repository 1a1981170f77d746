"""All the checks, in the order of the lines they speak of."""

from itertools import chain

from pages.advice import colours, leading, wording
from pages.advice.findings import Advice
from pages.advice.site_facts import SiteFacts
from pages.rendering import RenderingRefused
from pages.rendering.reading import ReadText, read


def advise(body: str, site: SiteFacts, *, path: str = "") -> list[Advice]:
    """Advice on a page's Markdown. A text that can't be shown at all is told so elsewhere."""
    try:
        text = read(body)
    except RenderingRefused:
        return []
    return advise_on(text, site, path=path)


def advise_on(text: ReadText, site: SiteFacts, *, path: str) -> list[Advice]:
    found = chain(
        leading.broken_links(text, site, path=path),
        wording.headings(text),
        wording.link_words(text),
        wording.bare_addresses(text),
        wording.pictures(text, site),
        wording.sentences(text),
        wording.settings(text, site),
        wording.marks(text),
        colours.pale_colours(text),
    )
    return sorted(found, key=lambda advice: advice.line)
