"""A page's text on a staff screen: further down in the headings, and with ids of its own."""

import re

# The renderer's own output: every `<` that begins no tag is escaped, every attribute quoted.
_TAG = re.compile(r"<[a-z/][^<>]*>")
_ANCHOR = re.compile(r' ?<a [^<>]*\bclass="app-anchor"[^<>]*></a>\n?')
_HEADING = re.compile(r"(</?h)([2-5])\b")
_ID = re.compile(r"""(\s(?:id|name|for)="|\shref="#)""")
_ID_LIST = re.compile(r"""(\saria-(?:describedby|labelledby)=")([^"]*)""")
_PREFIX = "read-"


def as_reading_copy(html: str) -> str:
    """The page's safe HTML with each heading one level down and every id prefixed.

    The admin has elements called `content`, `header` and `footer`; a page may have headings so
    called. The links by which readers copy a heading's address lead nowhere here, so they go.
    """
    return _TAG.sub(lambda tag: _rename(tag[0]), _ANCHOR.sub("", html))


def _rename(tag: str) -> str:
    tag = _HEADING.sub(lambda match: f"{match[1]}{int(match[2]) + 1}", tag, count=1)
    tag = _ID_LIST.sub(lambda match: match[1] + _prefixed(match[2]), tag)
    return _ID.sub(lambda match: f"{match[1]}{_PREFIX}", tag)


def _prefixed(ids: str) -> str:
    return " ".join(f"{_PREFIX}{one}" for one in ids.split())
