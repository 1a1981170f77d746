"""`*[LA]: Local authority` says what LA means where the page first says it."""

import html
import re

from pages.mkdocs.masking import MASKED
from pages.mkdocs.notes import Notes

_DEFINED = re.compile(r"^ {0,3}\*\[([^\]\n]{1,60})\]:[ \t]*(\S[^\n]*)?$\n?", re.MULTILINE)
_NOT_WORDS = (
    rf"{MASKED}|<[^<>]*>|\]\([^()\n]*\)|\{{\{{[^{{}}\n]*\}}\}}"
    r"|^ {0,3}#[^\n]*|^ {0,3}!!![^\n]*|^ {0,3}\[[^\]\n]+\]:[^\n]*|https?://\S+"
)


def explain(words: str, notes: Notes) -> str:
    meanings = {found[1].strip(): (found[2] or "").strip() for found in _DEFINED.finditer(words)}
    meanings = {short: long for short, long in meanings.items() if short and long}
    words = _DEFINED.sub("", words)
    if not meanings:
        return words
    waiting = dict(meanings)
    longest_first = "|".join(re.escape(one) for one in sorted(meanings, key=len, reverse=True))

    def explained(found: re.Match[str]) -> str:
        long = waiting.pop(found["short"], None) if found["short"] else None
        if long is None:
            return found[0]
        return f'<abbr title="{html.escape(long)}">{found[0]}</abbr>'

    pattern = rf"{_NOT_WORDS}|(?<!\w)(?P<short>{longest_first})(?!\w)"
    words = re.sub(pattern, explained, words, flags=re.MULTILINE)
    notes.changed("abbreviations explained where first used", len(meanings) - len(waiting))
    notes.changed("meanings of abbreviations the page does not use dropped", len(waiting))
    return words
