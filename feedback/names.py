"""Names of organisations, brought to one form so that they can be compared."""

import re
import unicodedata


def name_key(name: str) -> str:
    """Plain lower-case words, with `&` as `and`: "St. Helens" and "st helens" are the same."""
    plain = unicodedata.normalize("NFKD", name).casefold().replace("&", " and ")
    plain = re.sub(r"[’'.]", "", plain)
    # Accents stand apart after NFKD; drop them rather than break the word.
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[\W_]+", " ", plain).split())
