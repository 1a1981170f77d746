"""Which addresses a page may have: one list of the names the site keeps for itself."""

import re

from django.core.exceptions import ValidationError
from django.utils.text import slugify

# First parts of an address that belong to the site. `feedback` is not among them on purpose:
# the client has a page there.
RESERVED_NAMES = frozenset(
    {
        "admin",
        "comment",
        "favicon.ico",
        "figures",
        "healthz",
        "preview",
        "print",
        "readyz",
        "robots.txt",
        "search",
        "sent",
        "sitemap.xml",
        "static",
        "what-changed",
        "what-we-heard",
    }
)
_LONGEST_SUGGESTED = 60
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def validate_slug(slug: str) -> None:
    if not _SLUG.fullmatch(slug):
        raise ValidationError(
            "Use lower-case letters, numbers and single hyphens, such as “how-our-system-works”."
        )


def slug_from(title: str) -> str:
    """The last part of an address as a title suggests it; empty where it has no letters for one."""
    return re.sub(r"[-_]+", "-", slugify(title))[:_LONGEST_SUGGESTED].strip("-")


def join_path(section_path: str, slug: str) -> str:
    return f"{section_path}/{slug}" if section_path else slug


def refuse_reserved(path: str) -> None:
    first = path.split("/", 1)[0]
    if first in RESERVED_NAMES:
        raise ValidationError(f"The address /{first}/ belongs to the site. Choose another.")
