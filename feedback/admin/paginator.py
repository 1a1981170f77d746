"""Pages of a list that is counted exactly up to a limit, and beyond it only said to be longer."""

from functools import cached_property
from typing import Any

from django.core.paginator import Paginator

MOST_COUNTED = 10_000


def count_up_to(rows: Any, limit: int) -> int:
    """The number of rows, or the limit plus one when there are more. Stops reading there."""
    count: int = rows.order_by()[: limit + 1].count()
    return count


class CappedPaginator(Paginator):  # type: ignore[type-arg]
    """PostgreSQL counts a table by reading it: at a million rows that is most of a second."""

    @cached_property
    def _counted(self) -> int:
        return count_up_to(self.object_list, MOST_COUNTED)

    @cached_property
    def count(self) -> int:
        return min(self._counted, MOST_COUNTED)

    @property
    def in_words(self) -> str:
        return say_count(self._counted)


def say_count(counted: int) -> str:
    if counted > MOST_COUNTED:
        return f"more than {MOST_COUNTED:,}"
    return f"{counted:,}"
