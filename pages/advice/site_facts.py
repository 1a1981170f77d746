"""What the checks need to know of the site around a text."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """Paths are without the slashes at their ends."""

    # What readers can reach, with the ids in it that a link may lead to.
    anchors: Mapping[str, AbstractSet[str]] = field(default_factory=dict)
    drafts: AbstractSet[str] = frozenset()
    old_addresses: Mapping[str, str] = field(default_factory=dict)
    figures: AbstractSet[str] = frozenset()
    # Whether each is filled in.
    settings: Mapping[str, bool] = field(default_factory=dict)
    short_codes: AbstractSet[str] = frozenset({"system_map"})
    site_url: str = ""
