"""One process at a time prepares the database: several nodes may start on it together."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections

_LOCK = 7_310_204  # any number, ours alone in this database
_holding = False  # by this process: what prepares may call something else that does


@contextmanager
def our_turn(alias: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Waits as long as it takes: another node may be in the middle of a long migration."""
    global _holding  # noqa: PLW0603 - a process has one turn, however many functions ask
    if _holding:
        yield
        return
    # A connection of its own: the lock must outlive each transaction of what is done meanwhile.
    connection = connections[alias].copy()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = 0")
            cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        _holding = True
        yield
    finally:
        _holding = False
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
            cursor.execute("RESET lock_timeout")
        connection.close()
