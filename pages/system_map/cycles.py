"""Find the cycle that readers step round."""

from collections.abc import Iterable, Sequence


def longest_cycle(count: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """The places on the longest way round that comes back to where it began, visiting none twice.

    It begins at its lowest place. Of several as long, the one that begins lowest. With 12 places,
    which is the most there are, every set of them can be looked at.
    """
    leads_to = [0] * count
    for source, target in pairs:
        leads_to[source] |= 1 << target
    best: list[int] = []
    for start in range(count):
        if count - start <= len(best):
            break
        found = _longest_from(start, leads_to)
        if len(found) > len(best):
            best = found
    return best


def _longest_from(start: int, leads_to: Sequence[int]) -> list[int]:
    """Only over places from `start` up: a cycle through a lower one was found from there."""
    count = len(leads_to)
    from_start_up = ((1 << count) - 1) >> start << start
    # For each set of places, as bits: those at which a way through all of them can end.
    ends = {1 << start: 1 << start}
    longest = 0
    for size in range(1, count - start + 1):
        for visited in [one for one in ends if one.bit_count() == size]:
            for end in _places(ends[visited]):
                if size > 1 and leads_to[end] >> start & 1 and size > longest.bit_count():
                    longest = visited
                for following in _places(leads_to[end] & from_start_up & ~visited):
                    longer = visited | 1 << following
                    ends[longer] = ends.get(longer, 0) | 1 << following
    if not longest:
        return []
    return _retrace(start, longest, ends, leads_to)


def _retrace(start: int, visited: int, ends: dict[int, int], leads_to: Sequence[int]) -> list[int]:
    """From the end back to the start."""
    way: list[int] = []
    following = start
    while visited:
        end = next(one for one in _places(ends[visited]) if leads_to[one] >> following & 1)
        way.append(end)
        visited &= ~(1 << end)
        following = end
    return way[::-1]


def _places(bits: int) -> list[int]:
    return [place for place in range(bits.bit_length()) if bits >> place & 1]
