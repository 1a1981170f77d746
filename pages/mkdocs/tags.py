"""Find pairs of HTML tags in a time that grows with the text and not with its square."""

import re
from collections.abc import Callable, Iterator

# Attributes as people write them. No `<` in a value: so a tag never closed ends at the next one.
ATTRIBUTES = r"""(?:[^<>"']|"[^"<]*"|'[^'<]*')*+"""


def pairs(text: str, opening: re.Pattern[str]) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Each tag that `opening` finds (its first group is the name) with the next that closes it."""
    never_closed: set[str] = set()
    at = 0
    while tag := opening.search(text, at):
        at = tag.end()
        name = tag[1].lower()
        if name in never_closed:
            continue
        closing = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(text, at)
        if closing is None:
            never_closed.add(name)
            continue
        yield tag, closing
        at = closing.end()


def replace_pairs(
    text: str, opening: re.Pattern[str], written: Callable[[re.Match[str], str, str], str]
) -> str:
    """`written` is given the tag, what is inside, and the whole element."""
    pieces, end = [], 0
    for tag, closing in pairs(text, opening):
        inside, whole = text[tag.end() : closing.start()], text[tag.start() : closing.end()]
        pieces += [text[end : tag.start()], written(tag, inside, whole)]
        end = closing.end()
    return "".join([*pieces, text[end:]])
