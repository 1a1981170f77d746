"""A page's text in another setting: further down in the headings, and with ids of its own."""

import html as html_entities
import re
from collections.abc import Callable

# The renderer's own output: every `<` that begins no tag is escaped, every attribute quoted.
_TAG = re.compile(r"<[a-z/][^<>]*>")
_ANCHOR = re.compile(r' ?<a [^<>]*\bclass="app-anchor"[^<>]*></a>\n?')
_HEADING = re.compile(r"(</?h)([2-6])\b")
_ID = re.compile(r"""(\s(?:id|name|for)="|\shref="#)""")
_ID_LIST = re.compile(r"""(\saria-(?:describedby|labelledby)=")([^"]*)""")
_LINK = re.compile(r"""(\shref=")(/(?!/)[^"]*)""")

Redirect = Callable[[str], str]


def rehouse(
    html: str, *, prefix: str, levels_down: int = 1, redirect: Redirect | None = None
) -> str:
    """The page's safe HTML with its headings moved down and the prefix before every id.

    Links within the page follow their ids. What else begins with a slash goes where `redirect`
    says. The links by which readers copy a heading's address are left out.
    """

    def renamed(tag: re.Match[str]) -> str:
        return _rename(tag[0], prefix=prefix, levels_down=levels_down, redirect=redirect)

    return _TAG.sub(renamed, _ANCHOR.sub("", html))


def _rename(tag: str, *, prefix: str, levels_down: int, redirect: Redirect | None) -> str:
    tag = _HEADING.sub(
        lambda match: f"{match[1]}{min(int(match[2]) + levels_down, 6)}", tag, count=1
    )
    tag = _ID_LIST.sub(
        lambda match: match[1] + " ".join(prefix + one for one in match[2].split()), tag
    )
    tag = _ID.sub(lambda match: f"{match[1]}{prefix}", tag)
    if redirect is not None and tag.startswith("<a"):
        tag = _LINK.sub(lambda match: match[1] + _redirected(match[2], redirect), tag)
    return tag


def _redirected(address: str, redirect: Redirect) -> str:
    return html_entities.escape(redirect(html_entities.unescape(address)))
