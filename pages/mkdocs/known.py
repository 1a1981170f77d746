"""What the site has already, which a folder's words may mention."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Known:
    """Addresses of pages that are not in the folder, and the short codes that mean something."""

    paths: AbstractSet[str] = field(default_factory=frozenset)
    short_codes: AbstractSet[str] = field(default_factory=frozenset)


NOTHING_KNOWN = Known()
