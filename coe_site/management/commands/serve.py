"""Make everything ready, one plain line for each step, and serve until told to stop."""

import os
import sys
from argparse import ArgumentParser
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, NotSupportedError, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from coe_site.embedded_postgres import revive
from coe_site.first_administrator import USER_NAME, create_first_administrator
from coe_site.port import is_free, name_holder
from coe_site.server import serve_until_stopped
from coe_site.static_files import collect_static_files
from coe_site.turns import our_turn

# Seconds that the workers of a server killed a moment ago may take to end.
PORT_PATIENCE = 3.0
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


class Command(BaseCommand):
    help = "Prepares the database, content and files, then serves the site with granian."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--bind",
            default="127.0.0.1",
            metavar="ADDRESS",
            help="The address to listen on; only a container needs another than this one.",
        )

        parser.add_argument(
            "--dev",
            action="store_true",
            help="Django's own server instead, which starts again when a file changes.",
        )

    def handle(self, *, bind: str, dev: bool, **_: Any) -> None:
        port = settings.PORT
        # Django's server runs this command again in a process of its own for each change.
        if dev and os.environ.get("RUN_MAIN") == "true":
            call_command("runserver", f"{bind}:{port}")
            return
        if not settings.IS_PUBLIC and bind not in LOOPBACK:
            raise CommandError(
                f"Without an https PUBLIC_URL the site serves this machine only, not {bind}: "
                "set PUBLIC_URL to the address readers use."
            )
        try:
            is_ours = is_free(bind, port, patience=PORT_PATIENCE)
        except PermissionError:
            raise CommandError(
                f"Port {port} is kept for the system: use one from 1024 up, such as PORT=8000."
            ) from None
        if not is_ours:
            raise CommandError(
                f"Port {port} is taken by {name_holder(port)}: stop that, "
                f"or use another port: PORT={port + 1} make run"
            )
        self.say(f"Database: {self.connect()}")
        with our_turn():
            self.prepare()
        if dev:
            call_command("runserver", f"{bind}:{port}")
            return
        self.say(f"Static files: {'collected' if collect_static_files() else 'up to date'}")
        let_go_of_the_database()
        behind = f", behind a proxy to {bind}:{port}" if settings.PUBLIC_URL else ""
        self.say(f"The site is at {settings.SITE_URL}/{behind} (Ctrl-C stops it)")
        self.warn_without_proxy()
        code = serve_until_stopped(bind, port)
        if data_dir := settings.DATABASES[DEFAULT_DB_ALIAS]["OPTIONS"].get("embedded_in"):
            revive(data_dir)  # in case its keeper was killed: somebody must stop the server
        if code:
            raise CommandError("The web workers keep failing; their complaints are above.")
        self.say("Stopped.")

    def prepare(self) -> None:
        self.say("Database: bringing the tables up to date")
        call_command("migrate", verbosity=0, interactive=False)
        self.say("Content: loading what the site starts with")
        call_command("load_content", verbosity=0)
        # After an upgrade, what an older renderer made.
        call_command("rebuild_html", verbosity=0)
        if password := create_first_administrator():
            self.say(
                f"Administrator: sign in at {settings.SITE_URL}/admin/ as {USER_NAME} with the "
                f"password {password} (shown this once; change it there)"
            )

    def connect(self) -> str:
        connection = connections[DEFAULT_DB_ALIAS]
        try:
            connection.ensure_connection()
        except NotSupportedError as error:
            raise CommandError(str(error)) from error
        except OperationalError as error:
            if "embedded_in" in connection.settings_dict["OPTIONS"]:
                raise CommandError(f"No database: {error}") from error
            raise CommandError(
                f"DATABASE_URL names a database that cannot be used: {reason_for(connection)}"
            ) from error
        # psycopg's own object: the server's version and where it is
        version = connection.connection.info.parameter_status("server_version")
        if "embedded_in" in connection.settings_dict["OPTIONS"]:
            return f"PostgreSQL {version} in {settings.DATA_DIR}"
        return f"PostgreSQL {version} at {connection.settings_dict['HOST'] or 'this machine'}"

    def warn_without_proxy(self) -> None:
        if settings.IS_PUBLIC and not settings.TRUSTED_PROXIES:
            self.say(
                "PUBLIC_URL is https, so a proxy must stand in front of this: set TRUSTED_PROXIES "
                "to its address (127.0.0.1 when it runs on this machine), or every page will "
                "redirect to itself."
            )

    def say(self, line: str) -> None:
        self.stdout.write(line)
        sys.stdout.flush()


def let_go_of_the_database() -> None:
    """The workers have connections of their own."""
    for connection in connections.all():
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]  # ours is PostgreSQL's


def reason_for(connection: BaseDatabaseWrapper) -> str:
    """What the server says when asked once, directly: the pool only says that it gave up."""
    parameters = connection.get_connection_params()
    parameters.pop("pool", None)
    try:
        psycopg.connect(**parameters).close()
    except (psycopg.Error, OSError) as error:
        return " ".join(str(error).split())
    return "it did not answer in time. Try again."
