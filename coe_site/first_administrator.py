"""The first person who can sign in, made once on an empty site."""

import secrets

from django.contrib.auth import get_user_model

USER_NAME = "admin"


def create_first_administrator() -> str | None:
    """The new password, to be shown once; None when somebody with every right exists already."""
    users = get_user_model().objects
    if users.filter(is_superuser=True).exists():
        return None
    password = secrets.token_urlsafe(15)
    users.create_superuser(username=USER_NAME, password=password)
    return password
