"""Tighter limits for web requests than for commands, which may migrate or export for minutes."""

from django.conf import settings

from coe_site.database.connection import BoundedConnection

# Seconds. A view that needs longer says so itself, with SET LOCAL statement_timeout.
STATEMENT_TIMEOUT = 20


def limit_web_requests() -> None:
    """Called once by the WSGI application, before its first connection."""
    options = settings.DATABASES["default"]["OPTIONS"]
    options["options"] += f" -c statement_timeout={STATEMENT_TIMEOUT}s"
    options["pool"]["connection_class"] = BoundedConnection
