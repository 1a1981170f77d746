"""One piece of advice, and the kinds there are."""

from dataclasses import dataclass
from enum import StrEnum

_LONGEST_EXCERPT = 80


class Kind(StrEnum):
    """In the words staff read, and in the order the report counts them."""

    BROKEN_LINK = "Link that leads nowhere"
    OLD_LINK = "Link to an old address"
    LINK_WORDS = "Link whose words say nothing"
    BARE_ADDRESS = "Address shown as words"
    NO_ALTERNATIVE = "Picture without alternative text"
    MISSING_FIGURE = "Figure that is not there"
    HEADING = "Heading out of order"
    LONG_SENTENCE = "Long sentence"
    PALE_COLOUR = "Colour too pale to read"
    SETTING = "Setting not filled in"
    FOOTNOTE = "Footnote mark without a note"

    @property
    def slug(self) -> str:
        return self.name.lower().replace("_", "-")


@dataclass(frozen=True, slots=True)
class Advice:
    kind: Kind
    message: str
    line: int
    excerpt: str = ""


def shortened(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST_EXCERPT else f"{words[: _LONGEST_EXCERPT - 1]}…"
