"""What all tests share: the real PostgreSQL with a database to throw away, and quicker settings."""

import os
from typing import NoReturn

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def quicker_settings(settings: Settings) -> None:
    # Made to be slow in earnest; here people sign in hundreds of times.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Files by their own names: nothing has to be collected first.
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("needs_root") and os.geteuid() != 0:
        cannot_run("root")


def cannot_run(what: str) -> NoReturn:
    """A gap is always said aloud; where everything must run, it is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"not run: needs {what}", pytrace=False)
    pytest.skip(f"not run: needs {what}")
