"""Which known organisation somebody means by what they typed, only when there is no doubt."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils import timezone

from feedback.models import AuthorityType, Organisation
from feedback.names import name_key

# Words people put around an authority's name, with the kinds of authority they can belong to.
# "Oxford City Council" is a district, not Oxfordshire; "Derby County Council" is a slip nobody
# should settle but the moderator.
_EVERY = frozenset(AuthorityType)
_NOT_A_COUNTY = _EVERY - {AuthorityType.COUNTY}
_QUALIFIERS: dict[str, frozenset[AuthorityType]] = {
    "council": _EVERY,
    "authority": _EVERY,
    "cc": _EVERY,
    "county": frozenset({AuthorityType.COUNTY, AuthorityType.UNITARY}),
    "city": _NOT_A_COUNTY,
    "borough": _NOT_A_COUNTY,
    "bc": _NOT_A_COUNTY,
    "royal": frozenset({AuthorityType.LONDON_BOROUGH, AuthorityType.UNITARY}),
    "rb": frozenset({AuthorityType.LONDON_BOROUGH, AuthorityType.UNITARY}),
    "london": frozenset({AuthorityType.LONDON_BOROUGH}),
    "lb": frozenset({AuthorityType.LONDON_BOROUGH}),
    "lbc": frozenset({AuthorityType.LONDON_BOROUGH}),
    "metropolitan": frozenset({AuthorityType.METROPOLITAN_DISTRICT}),
    "mbc": frozenset({AuthorityType.METROPOLITAN_DISTRICT}),
    "mdc": frozenset({AuthorityType.METROPOLITAN_DISTRICT}),
    "district": frozenset({AuthorityType.METROPOLITAN_DISTRICT, AuthorityType.UNITARY}),
    "unitary": frozenset({AuthorityType.UNITARY}),
}
_JOINERS = {"of", "the"}


def match_organisation(typed: str, *, on: date | None = None) -> Organisation | None:
    """The one organisation of that name or alias that existed on the day (today, unless given).

    With or without Council, County, City, Borough, Metropolitan, District, London or Royal
    Borough of, CC, MBC, LB and the like, as long as the words fit the kind of authority.
    None when nothing fits, or more than one does.
    """
    words = name_key(typed).split()
    bare = _without_qualifiers(words)
    keys = {" ".join(words), " ".join(bare)} - {""}
    if not keys:
        return None
    found = (
        Organisation.objects.existing_on(on or timezone.localdate())
        .filter(Q(name_key__in=keys) | Q(aliases__key__in=keys))
        .distinct()
    )
    candidates = list(found[:3])
    if len(candidates) > 1:
        # "County Durham" is a name, "Durham" with a word around it; the name itself wins.
        candidates = [one for one in candidates if one.name_key == " ".join(words)]
    if len(candidates) != 1:
        return None
    match = candidates[0]
    if match.name_key == " ".join(words) or _can_carry(match, set(words) - set(bare)):
        return match
    return None


def _without_qualifiers(words: list[str]) -> list[str]:
    """The words less what people put around a name, from both ends inwards."""
    bare = list(words)
    while len(bare) > 1 and (bare[-1] in _QUALIFIERS or bare[-1] in _JOINERS):
        bare.pop()
    while len(bare) > 1 and (bare[0] in _QUALIFIERS or bare[0] in _JOINERS):
        bare.pop(0)
    return bare


def _can_carry(organisation: Organisation, words: Iterable[str]) -> bool:
    """Whether an organisation of its kind may be called by these words."""
    qualifiers = {word for word in words if word in _QUALIFIERS}
    if not organisation.authority_type:
        return qualifiers <= {"council", "authority"}
    kind = AuthorityType(organisation.authority_type)
    if any(kind not in _QUALIFIERS[word] for word in qualifiers):
        return False
    if "county" in organisation.name_key.split() and qualifiers & {"city", "borough", "district"}:
        return False
    if "county" in qualifiers and kind is AuthorityType.UNITARY:
        shire = f"{organisation.name_key}shire"
        return not Organisation.objects.filter(name_key__contains=shire).exists()
    return True
