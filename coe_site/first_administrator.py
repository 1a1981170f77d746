"""The first person who can sign in, made once on an empty site."""

import secrets

from django.contrib.auth import get_user_model
from django.db import connection, transaction

USER_NAME = "admin"
_LOCK = 7_310_204  # any number, ours alone in this database


@transaction.atomic
def create_first_administrator() -> str | None:
    """The new password, to be shown once; None when somebody with every right exists already."""
    users = get_user_model().objects
    with connection.cursor() as cursor:
        # Two servers may start on one empty database at the same moment.
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    if users.filter(is_superuser=True).exists():
        return None
    password = secrets.token_urlsafe(15)
    users.create_superuser(username=USER_NAME, password=password)
    return password
