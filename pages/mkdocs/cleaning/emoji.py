"""`:rocket:` is the picture it stands for; a code that nobody knows is named."""

import re
import unicodedata

from pages.mkdocs.notes import Notes

_CODE = re.compile(r"(?<![\w:/=-]):([+-]1|[a-z][a-z0-9_+-]{1,40}):(?![\w:])")
# Most codes are the sign's Unicode name; these common ones are not.
_COMMON = {
    "+1": "👍",
    "-1": "👎",
    "thumbsup": "👍",
    "thumbsdown": "👎",
    "smile": "😄",
    "smiley": "😃",
    "grin": "😁",
    "wink": "😉",
    "thinking": "🤔",
    "wave": "👋",
    "clap": "👏",
    "tada": "🎉",
    "bulb": "💡",
    "heart": "❤️",
    "star": "⭐",
    "warning": "⚠️",
    "construction": "🚧",
    "white_check_mark": "✅",
    "heavy_check_mark": "✔️",
    "check": "✔️",
    "x": "❌",
    "no_entry": "⛔",
    "question": "❓",
    "exclamation": "❗",
    "information_source": "ℹ️",
    "arrow_right": "➡️",
    "arrow_left": "⬅️",
    "point_right": "👉",
    "mag": "🔍",
    "link": "🔗",
    "email": "📧",
    "phone": "☎️",
    "calendar": "📅",
    "book": "📖",
    "pencil": "📝",
    "computer": "💻",
    "chart": "📊",
}


def show(words: str, notes: Notes) -> str:
    def shown(code: re.Match[str]) -> str:
        sign = _COMMON.get(code[1]) or _named(code[1])
        if sign:
            notes.changed("emoji codes made emoji")
            return sign
        notes.problem(f"{code[0]} means nothing here: left as it is")
        return code[0]

    return _CODE.sub(shown, words)


def _named(code: str) -> str:
    try:
        sign = unicodedata.lookup(code.replace("_", " ").replace("-", " "))
    except KeyError:
        return ""
    return sign if unicodedata.category(sign) == "So" else ""
