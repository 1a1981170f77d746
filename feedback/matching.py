"""Which known organisation somebody means by what they typed, only when there is no doubt."""

from datetime import date

from django.db.models import Q
from django.utils import timezone

from feedback.models import AuthorityType, Organisation
from feedback.names import name_key

# Words people put around an authority's name, with the kinds of authority they can belong to.
# "City", and "County" of an authority that is no county council, are not words to drop: "Leeds
# City" is an alias of Leeds, and nobody could say whom "Cornwall City" means.
_EVERY = frozenset(AuthorityType)
_NOT_A_COUNTY = _EVERY - {AuthorityType.COUNTY}
_ROYAL = frozenset({AuthorityType.LONDON_BOROUGH, AuthorityType.UNITARY})
_LONDON = frozenset({AuthorityType.LONDON_BOROUGH})
_METROPOLITAN = frozenset({AuthorityType.METROPOLITAN_DISTRICT})
_QUALIFIERS: dict[str, frozenset[AuthorityType]] = {
    "council": _EVERY,
    "authority": _EVERY,
    "cc": _EVERY,
    "county": frozenset({AuthorityType.COUNTY}),
    "borough": _NOT_A_COUNTY,
    "bc": _NOT_A_COUNTY,
    "royal": _ROYAL,
    "rb": _ROYAL,
    "london": _LONDON,
    "lb": _LONDON,
    "lbc": _LONDON,
    "metropolitan": _METROPOLITAN,
    "mbc": _METROPOLITAN,
    "mdc": _METROPOLITAN,
    "district": _METROPOLITAN | {AuthorityType.UNITARY},
    "unitary": frozenset({AuthorityType.UNITARY}),
}
# Words that mean an authority only beside another: Leeds Metropolitan was a university, and
# Royal Derby is a hospital.
_BESIDE = {
    "royal": {"borough"},
    "metropolitan": {"borough", "district", "council"},
    "london": {"borough"},
}
# No name comes near this, and the ways to read a text grow with the square of its words.
_MOST_WORDS = 16
_AROUND = frozenset({"of", "the", *_QUALIFIERS})


def match_organisation(typed: str, *, on: date | None = None) -> Organisation | None:
    """The one organisation of that name or alias that existed on the day (today, unless given).

    With or without Council, County, City, Borough, Metropolitan, District, London or Royal
    Borough of, CC, MBC, LB and the like, as long as the words fit the kind of authority.
    None when nothing fits, or more than one does.
    """
    words = name_key(typed).split()
    if len(words) > _MOST_WORDS:
        return None
    readings = _readings(words)
    found = list(
        Organisation.objects.existing_on(on or timezone.localdate())
        .filter(Q(name_key__in=readings) | Q(aliases__key__in=readings))
        .distinct()
        .prefetch_related("aliases")
    )
    for key, dropped in readings.items():
        called_so = [one for one in found if key in _keys_of(one)]
        if called_so:
            (first, *others) = called_so
            return first if not others and _can_carry(first, dropped) else None
    return None


def _readings(words: list[str]) -> dict[str, frozenset[str]]:
    """Each way to read the words as a name, with what is dropped around it; fewest dropped first.

    "City of London Council" may be called just that, or "City of London", or "London".
    """
    most = len(words)
    before = next((at for at, word in enumerate(words) if word not in _AROUND), most)
    after = next((at for at, word in enumerate(reversed(words)) if word not in _AROUND), most)
    spans = sorted(
        ((start, end) for start in range(before + 1) for end in range(most - after, most + 1)),
        key=lambda span: span[0] - span[1],
    )
    return {
        " ".join(words[start:end]): frozenset(words[:start] + words[end:])
        for start, end in spans
        if start < end
    }


def _keys_of(organisation: Organisation) -> set[str]:
    return {organisation.name_key, *(alias.key for alias in organisation.aliases.all())}


def _can_carry(organisation: Organisation, words: frozenset[str]) -> bool:
    """Whether an organisation of its kind may have these words around its name."""
    qualifiers = words & _QUALIFIERS.keys()
    if not organisation.authority_type:
        return qualifiers <= {"council", "authority"}
    if any(word in words and not words & beside for word, beside in _BESIDE.items()):
        return False
    kind = AuthorityType(organisation.authority_type)
    if "county" in organisation.name_key.split() and words & {"borough", "district"}:
        return False
    return all(kind in _QUALIFIERS[word] for word in qualifiers)
