"""Put what is the same on every page, and not in its words, where the renderer left room for it.

Whatever shows a revision's HTML to people passes it through here.
"""

from collections.abc import Iterable
from itertools import count

from pages.models import SystemMap
from pages.navigation import SiteTree
from pages.rendering import MISSING_FIGURE_SLOT, SYSTEM_MAP_SLOT
from pages.system_map.reading import fill_in_links

_FIGURE_NOTE = '<p class="app-staff-note">Figure to be supplied. Only staff see this note.</p>'
_MAP_NOTE = (
    '<p class="app-staff-note">The system map stands here once it has aspects. '
    "Only staff see this note.</p>"
)


def fill_slots(html: str, *, tree: SiteTree, is_for_staff: bool = False) -> str:
    """One query when there is a system map in it, else none."""
    return fill_slots_of_each([html], tree=tree, is_for_staff=is_for_staff)[0]


def fill_slots_of_each(
    texts: Iterable[str], *, tree: SiteTree, is_for_staff: bool = False
) -> list[str]:
    """Of several texts that are shown as one document: still one query, and no id twice."""
    filled, copies, drawn = [], count(1), None
    for text in texts:
        html = text.replace(MISSING_FIGURE_SLOT, _FIGURE_NOTE) if is_for_staff else text
        first, *others = html.split(SYSTEM_MAP_SLOT)
        if others and drawn is None:
            drawn = SystemMap.objects.values_list("html", flat=True).first() or ""
        for words in others:
            shown = fill_in_links(drawn or "", url_of=tree.url_of, copy=next(copies))
            first += (shown or (_MAP_NOTE if is_for_staff else "")) + words
        filled.append(first)
    return filled
