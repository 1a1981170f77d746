"""Mark the words that were found: PostgreSQL sets the marks, and only then do they become tags."""

from typing import Final

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

# Characters that no page's text holds (the renderer takes them out), so that what is shown can be
# escaped whole before the marks become tags.
MARK: Final = "\ue000"
END_OF_MARK: Final = "\ue001"


def marked(words: str) -> SafeString:
    escaped = str(escape(" ".join(words.split())))
    tags = escaped.replace(MARK, "<mark>").replace(END_OF_MARK, "</mark>")
    return mark_safe(tags)  # noqa: S308 - escaped above; the marks are ours
