"""What all tests share: the real PostgreSQL with a database to throw away, and quicker settings."""

import os
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NoReturn

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django.fixtures import Settings
from pytest_django.plugin import blocking_manager_key

from coe_site.postgres.place import SYSTEM_FOLDER
from tests.postgres_users import is_stopped, wait_until


@pytest.fixture(autouse=True)
def quicker_settings(settings: Settings) -> None:
    # Made to be slow in earnest; here people sign in hundreds of times.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Files by their own names: nothing has to be collected first.
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture(scope="session", autouse=True)
def no_database_left_behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """For root, pytest's private folders make every database of a test go to a system folder."""
    yield
    ours = tmp_path_factory.getbasetemp()
    for note in SYSTEM_FOLDER.glob("data-*/belongs-to"):
        data_dir = Path(note.read_text().strip())
        if data_dir.is_relative_to(ours):
            wait_until(partial(is_stopped, data_dir), "the tests' servers to stop")
            shutil.rmtree(note.parent)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("needs_root") and os.geteuid() != 0:
        cannot_run("root")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """A test with transactions of its own empties every table when it ends; on several cores
    others come after it, which need the rows that migrations made."""
    yield
    marker = item.get_closest_marker("django_db")
    rows = getattr(connection, "_test_serialized_contents", None)
    if nextitem and marker and marker.kwargs.get("transaction") and rows:
        with item.config.stash[blocking_manager_key].unblock():
            # Otherwise the kinds of content that flushing makes anew stand in the way of the old.
            call_command(
                "flush",
                verbosity=0,
                interactive=False,
                inhibit_post_migrate=True,
                reset_sequences=False,  # numbers already given are not given again
            )
            connection.creation.deserialize_db_from_string(rows)


def cannot_run(what: str) -> NoReturn:
    """A gap is always said aloud; where everything must run, it is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"not run: needs {what}", pytrace=False)
    pytest.skip(f"not run: needs {what}")
