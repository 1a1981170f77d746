"""The staff who use the pages' screens."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.pages.factories import make_staff


@pytest.fixture
def editor(client: Client, db: None) -> User:
    editor = make_staff("sam", "editors")
    client.force_login(editor)
    return editor


@pytest.fixture
def administrator(client: Client, db: None) -> User:
    administrator = make_staff("ada", "administrators", first_name="Ada", last_name="Lee")
    client.force_login(administrator)
    return administrator
