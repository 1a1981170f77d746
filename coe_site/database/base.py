"""The database backend: Django's own for PostgreSQL, plus the embedded server on first use."""

import os
from pathlib import Path
from typing import Any

from django.db import OperationalError, connections
from django.db.backends.postgresql.base import DatabaseWrapper as PostgresWrapper

from coe_site.database.features import DatabaseFeatures
from coe_site.embedded_postgres import EmbeddedPostgresError, ensure_running, revive


class DatabaseWrapper(PostgresWrapper):
    features_class = DatabaseFeatures

    def get_connection_params(self) -> dict[str, Any]:
        parameters = super().get_connection_params()
        # Not when settings are imported: `manage.py help` and the type checker need no database.
        data_dir: Path | None = parameters.pop("embedded_in", None)
        if data_dir is not None:
            try:
                server = ensure_running(data_dir)
            except EmbeddedPostgresError as error:
                raise OperationalError(str(error)) from error
            parameters |= {
                "host": server.host,
                "port": server.port,
                "user": server.user,
                "requirepeer": server.server_account,
            }
        return parameters

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        try:
            return super().get_new_connection(conn_params)
        except self.Database.OperationalError:
            if data_dir := self.settings_dict["OPTIONS"].get("embedded_in"):
                revive(data_dir)
            raise


# A pool's threads do not survive a fork and its sockets must not be shared: a child starts afresh.
# What it inherited is kept aside, for closing it would speak on the parent's sockets.
_inherited: list[object] = []


def _start_afresh() -> None:
    pools: dict[str, object] = vars(PostgresWrapper)["_connection_pools"]
    _inherited.extend(pools.values())
    pools.clear()
    for wrapper in connections.all(initialized_only=True):
        _inherited.append(wrapper.connection)
        wrapper.connection = None


os.register_at_fork(after_in_child=_start_afresh)
