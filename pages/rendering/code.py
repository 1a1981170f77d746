"""Where in a Markdown text code stands, which is shown as it was typed."""

import re
from collections.abc import Iterator

from markdown_it.token import Token

from pages.rendering.parser import MARKDOWN

_BACKTICKS = re.compile(r"(?<!\\)`+")


def code_in(markdown: str, *, deadline: float) -> list[range]:
    """The places of code blocks and of code in a line, in the text as it was written."""
    tokens: list[Token] = []
    MARKDOWN.block.parse(markdown, MARKDOWN, {"deadline": deadline}, tokens)
    starts = [0]
    for line in markdown.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    blocks, paragraphs = set(), set()
    for token in tokens:
        if token.map:
            place = starts[token.map[0]], starts[min(token.map[1], len(starts) - 1)]
            if token.type in {"fence", "code_block"}:
                blocks.add(place)
            elif token.type == "inline" and "`" in token.content:
                paragraphs.add(place)
    spans = [span for start, end in paragraphs for span in _in_line(markdown, start, end)]
    return [*(range(start, end) for start, end in blocks), *spans]


def _in_line(markdown: str, start: int, end: int) -> Iterator[range]:
    """Code goes from some backticks to the next that are as many, as in CommonMark."""
    runs = [run.span() for run in _BACKTICKS.finditer(markdown, start, end)]
    partner: dict[int, int] = {}
    last_of_size: dict[int, int] = {}
    for at in reversed(range(len(runs))):
        size = runs[at][1] - runs[at][0]
        if size in last_of_size:
            partner[at] = last_of_size[size]
        last_of_size[size] = at
    at = 0
    while at < len(runs):
        closing = partner.get(at)
        if closing is not None:
            yield range(runs[at][0], runs[closing][1])
        at = (at if closing is None else closing) + 1
