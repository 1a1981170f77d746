"""A connection that stops waiting for a server that no longer answers, frozen or unplugged."""

from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen

# Seconds. Longer than the statement_timeout of a request, so that a living server speaks first.
REPLY_PATIENCE = 25.0
# Seconds. An empty statement is how the pool asks whether a connection still works.
HEALTH_CHECK_PATIENCE = 2.0

RV = TypeVar("RV")


class BoundedConnection(psycopg.Connection[Any]):
    """The server's own timeouts are no help when the server itself has stopped."""

    patience = REPLY_PATIENCE

    def execute(self, query: Any, *arguments: Any, **options: Any) -> psycopg.Cursor[Any]:
        if query:
            return super().execute(query, *arguments, **options)
        self.patience = HEALTH_CHECK_PATIENCE
        try:
            return super().execute(query, *arguments, **options)
        finally:
            self.patience = REPLY_PATIENCE

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        allowed = self.patience if timeout is None else timeout
        try:
            return super().wait(gen, interval=interval, timeout=allowed)
        except psycopg.errors._WaitTimeout as error:  # noqa: SLF001 - what its wait() documents
            if timeout is not None:
                raise  # psycopg asked for it and knows what to do
            # What is left of the answer could arrive later and be taken for the next one's.
            self.close()
            raise psycopg.OperationalError(
                f"no answer from the database within {allowed:g} seconds"
            ) from error
