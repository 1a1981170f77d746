"""Settings for the database: DATABASE_URL's, or those of the embedded server in DATA_DIR."""

from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from coe_site.environment import read_text

ENGINE = "coe_site.database"
EMBEDDED_NAME = "coe"

# As many as granian has threads for Python in one worker (see coe_site/server.py): none waits.
POOL_SIZE = 8


def read_database(data_dir: Path) -> dict[str, Any]:
    url = read_text("DATABASE_URL")
    database: dict[str, Any] = _parse(url) if url else {"NAME": EMBEDDED_NAME}
    ours, theirs = _options(), database.get("OPTIONS", {})
    options = ours | theirs
    # Theirs come last and win, each by its name; ours that they do not name stay in force.
    options["options"] = f"{ours['options']} {theirs.get('options', '')}".strip()
    if not url:
        options["embedded_in"] = data_dir
    return {
        **database,
        "ENGINE": ENGINE,
        "OPTIONS": options,
        "CONN_MAX_AGE": 0,  # the pool keeps connections, not Django
        # Each connection is tried before it is used: without it, one 500 for each that was open
        # when PostgreSQL restarted.
        "CONN_HEALTH_CHECKS": True,
    }


def _parse(url: str) -> dict[str, Any]:
    scheme, colon, rest = url.partition(":")
    url = scheme.lower() + colon + rest
    if scheme.lower() not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"DATABASE_URL names {scheme!r}, and this site needs PostgreSQL 15 or newer: "
            "postgresql://user:password@host:5432/name."
        )
    try:
        database = dict(dj_database_url.parse(url))
    except (ValueError, dj_database_url.ParseError):
        raise ImproperlyConfigured(
            "DATABASE_URL cannot be read: it must look like "
            "postgresql://user:password@host:5432/name, with special characters in the "
            "password written as %XX."
        ) from None
    if not database.get("NAME"):
        raise ImproperlyConfigured("DATABASE_URL must end with the name of the database.")
    return database


def _options() -> dict[str, Any]:
    server_settings = {
        "lock_timeout": "5s",  # two people on one row: the second is told, not kept waiting
        "idle_in_transaction_session_timeout": "60s",  # a lost client must not keep its locks
    }
    return {
        "application_name": "coe_site",
        "connect_timeout": 4,  # seconds
        "options": " ".join(f"-c {name}={value}" for name, value in server_settings.items()),
        # For servers over the network: a peer that is gone is noticed within 25 seconds.
        "keepalives_idle": 10,  # seconds
        "keepalives_interval": 5,  # seconds
        "keepalives_count": 3,
        "tcp_user_timeout": 25_000,  # milliseconds
        "pool": {
            "min_size": 0,
            "max_size": POOL_SIZE,
            "timeout": 5,  # seconds a request may wait for a connection
            "max_idle": 60,  # seconds
            # Seconds. The pool then gives up and the next request tries at once; left at its five
            # minutes, the pauses between tries grow and outlast the outage.
            "reconnect_timeout": 4,
        },
    }
