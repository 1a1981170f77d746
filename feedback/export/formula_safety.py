"""Text that no spreadsheet takes for a formula, and from which the original can be had back.

An apostrophe goes in wherever a cell could begin (at the start, and after a separator, a quote or
a newline) and what follows would begin a formula. One goes in also where apostrophes already
stand before such a beginning: so taking one away at every such place gives the original back,
whatever it was. A newline after a newline is no beginning: it is the gap between paragraphs.
"""

import re

from django.db.models import Case, Expression, F, Func, TextField, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import Regex

_SIGNS = "=+@＝＋－＠\\-"  # as they stand between the brackets of a pattern
_AFTER_SEPARATOR = f"[{_SIGNS}\\t\\r\\n]"
_AFTER_NEWLINE = f"[{_SIGNS}\\t]"

# PostgreSQL's patterns. The text gets a comma in front while they are at work, so that its start
# is a separator like any other.
_PLACES = f"""([,;|"\\t](?='*{_AFTER_SEPARATOR})|[\\r\\n](?='*{_AFTER_NEWLINE}))"""
# No look-ahead here: it passes over ordinary text several times faster, and most text is ordinary.
_HAS_A_PLACE = f"""[,;|"\\t]'*{_AFTER_SEPARATOR}|[\\r\\n]'*{_AFTER_NEWLINE}"""

UNDO = f"""(?<![^,;|"\\t])'(?='*{_AFTER_SEPARATOR})|(?<=[\\r\\n])'(?='*{_AFTER_NEWLINE})"""
"""Replace every match with nothing to have the original text back."""


def undo(text: str) -> str:
    return re.sub(UNDO, "", text)


def formula_safe(text: Expression | F) -> Expression:
    """The same in SQL, for every format that a spreadsheet opens. NULL becomes empty."""
    plain = Coalesce(text, Value(""), output_field=TextField())
    led = Func(Value(","), plain, template="(%(expressions)s)", arg_joiner=" || ")
    led.output_field = TextField()
    marked = Func(led, Value(_PLACES), Value(r"\1'"), Value("g"), function="regexp_replace")
    return Case(
        When(Regex(led, _HAS_A_PLACE), then=Func(marked, Value(2), function="substr")),
        default=plain,
        output_field=TextField(),
    )
