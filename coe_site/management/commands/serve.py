"""Make everything ready, one plain line for each step, and serve until told to stop."""

import os
import sys
from argparse import ArgumentParser
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections

from coe_site.first_administrator import USER_NAME, create_first_administrator
from coe_site.port import is_free, name_holder
from coe_site.server import serve_until_stopped

# Seconds that the workers of a server killed a moment ago may take to end.
PORT_PATIENCE = 3.0


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
        if not is_free(bind, port, patience=PORT_PATIENCE):
            raise CommandError(
                f"Port {port} is taken by {name_holder(port)}: stop that, "
                f"or use another port: PORT={port + 1} make run"
            )
        self.prepare(collect=not dev)
        if dev:
            call_command("runserver", f"{bind}:{port}")
            return
        self.say(f"The site is at {settings.SITE_URL}/ (Ctrl-C stops it)")
        self.warn_without_proxy()
        code = serve_until_stopped(bind, port)
        if code:
            raise CommandError("The web workers keep failing; their complaints are above.")
        self.say("Stopped.")

    def prepare(self, *, collect: bool) -> None:
        self.say(f"Database: {self.connect()}")
        self.say("Database: bringing the tables up to date")
        call_command("migrate", verbosity=0, interactive=False)
        self.say("Content: loading what the site starts with")
        call_command("load_content", verbosity=0, stdout=StringIO())  # a line for each page
        if password := create_first_administrator():
            self.say(
                f"Administrator: sign in at {settings.SITE_URL}/admin/ as {USER_NAME} with the "
                f"password {password} (shown this once; change it there)"
            )
        if collect:
            self.say("Static files: collecting")
            call_command("collectstatic", verbosity=0, interactive=False)
        for connection in connections.all():
            connection.close()
            connection.close_pool()  # type: ignore[attr-defined]  # ours is PostgreSQL's

    def connect(self) -> str:
        connection = connections[DEFAULT_DB_ALIAS]
        try:
            connection.ensure_connection()
        except OperationalError as error:
            raise CommandError(f"No database: {error}") from error
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
