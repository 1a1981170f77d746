"""The stored map as one reader gets it: its links lead where the pages are now."""

import re
from collections.abc import Callable

from django.utils.html import escape

# Names are escaped, so none of them can pass as one of these.
_LINKED = re.compile(r"<!--(node|link) (\d+)-->(.*?)<!--end-->", re.DOTALL)
_WHICH_COPY = "<!--copy-->"


def fill_in_links(html: str, *, url_of: Callable[[int], str | None], copy: int = 1) -> str:
    """`url_of` knows only pages that readers can reach; an aspect of any other is not a link.

    `copy` counts the maps on a page, so that each has ids of its own.
    """

    def written(match: re.Match[str]) -> str:
        kind, page, content = match.groups()
        url = url_of(int(page))
        if kind == "node":
            start = f'<a class="app-map__link" href="{escape(url)}">' if url else "<g>"
            return f"{start}{content}{'</a>' if url else '</g>'}"
        return f'<a class="govuk-link" href="{escape(url)}">{content}</a>' if url else content

    return _LINKED.sub(written, html).replace(_WHICH_COPY, "" if copy == 1 else f"-{copy}")
