"""Which databases are accepted, how they are spoken to, and that none starts unasked."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import NotSupportedError, connection, connections

from coe_site.database.base import DatabaseWrapper
from coe_site.database.configuration import read_database

BASE_DIR = Path(__file__).resolve().parent.parent.parent


def configure(monkeypatch: pytest.MonkeyPatch, url: str, data_dir: Path) -> dict[str, Any]:
    monkeypatch.setenv("DATABASE_URL", url)
    return read_database(data_dir)


def test_without_a_url_the_embedded_server_is_used(monkeypatch, tmp_path):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    database = read_database(tmp_path)
    assert database["NAME"] == "coe"
    assert database["OPTIONS"]["embedded_in"] == tmp_path
    assert list(tmp_path.iterdir()) == []


def test_a_postgresql_url_is_used(monkeypatch, tmp_path):
    database = configure(
        monkeypatch, "postgresql://ann:p%40ss@db.example.org:6432/coe?sslmode=require", tmp_path
    )
    assert database["ENGINE"] == "coe_site.database"
    assert database["HOST"] == "db.example.org"
    assert database["PORT"] == 6432
    assert database["USER"] == "ann"
    assert database["PASSWORD"] == "p@ss"
    assert database["OPTIONS"]["sslmode"] == "require"
    assert "embedded_in" not in database["OPTIONS"]


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("mysql://root:secret@localhost/coe", "mysql"),
        ("sqlite:///coe.sqlite3", "sqlite"),
        ("oracle://localhost/coe", "oracle"),
        ("postgis://localhost/coe", "postgis"),
        ("localhost/coe", "localhost/coe"),
    ],
)
def test_another_database_is_refused_by_name(monkeypatch, tmp_path, url, named):
    with pytest.raises(ImproperlyConfigured, match=f"'{named}'.*PostgreSQL 15 or newer"):
        configure(monkeypatch, url, tmp_path)


@pytest.mark.parametrize(
    "url", ["postgresql://a:s3cret@h:port/coe", "postgres://a:s3cret@[::1/coe"]
)
def test_an_unreadable_url_is_refused_without_being_repeated(monkeypatch, tmp_path, url):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL cannot be read") as refused:
        configure(monkeypatch, url, tmp_path)
    assert "s3cret" not in str(refused.value)


def test_a_url_without_a_name_is_refused(monkeypatch, tmp_path):
    with pytest.raises(ImproperlyConfigured, match="must end with the name of the database"):
        configure(monkeypatch, "postgresql://host/", tmp_path)


@pytest.mark.django_db
def test_an_older_postgresql_is_refused_by_name(monkeypatch):
    monkeypatch.setitem(vars(connections["default"]), "pg_version", 140011)
    with pytest.raises(NotSupportedError, match=r"PostgreSQL 15 or later.*14\.11"):
        connection.check_database_version_supported()


@pytest.mark.django_db
def test_waits_are_bounded_and_search_knows_our_letters():
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("5s",)
        cursor.execute("SHOW idle_in_transaction_session_timeout")
        assert cursor.fetchone() == ("1min",)
        cursor.execute("SHOW fsync")
        assert cursor.fetchone() == ("on",)
        cursor.execute("SELECT lower('ÉCOLE ŁÓDŹ'), to_tsvector('english', 'children’s écoles')")
        assert cursor.fetchone() == ("école łódź", "'children':1 'école':3")


@pytest.mark.parametrize(
    "command",
    [
        ["help", "migrate"],
        ["check"],
        ["findstatic", "js/site.js"],
        ["makemigrations", "--help"],
    ],
)
def test_a_command_that_needs_no_database_starts_none(tmp_path, command):
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=BASE_DIR,
        env=os.environ | {"DATA_DIR": str(tmp_path), "DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


@pytest.mark.django_db(transaction=True)
def test_a_forked_child_does_not_use_its_parents_connections():
    connection.ensure_connection()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                os.write(writer, str(cursor.fetchone()[0]).encode())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    theirs = int(os.read(reader, 20))
    os.close(reader)
    os.close(writer)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        assert cursor.fetchone()[0] != theirs


def test_the_backend_says_what_it_is():
    assert isinstance(connections["default"], DatabaseWrapper)
    assert connection.vendor == "postgresql"


def test_options_in_the_url_are_added_to_ours(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "PostgreSQL://u:p@h/name?options=-c%20search_path%3Dpublic")

    options = read_database(tmp_path)["OPTIONS"]["options"]

    assert "-c lock_timeout=5s" in options
    assert options.endswith("-c search_path=public")
