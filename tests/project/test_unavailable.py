"""The database away, stopped or frozen: a clear page in bounded time, and every word kept."""

import os
import shutil
import signal
import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import psycopg_pool
import pytest
from bs4 import BeautifulSoup, Tag
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from coe_site.database.connection import BoundedConnection
from coe_site.postgres.keeper import read_address
from tests.postgres_users import User, is_stopped, server_pid, wait_until

WORDS = {
    "sentiment": "unsure",
    "summary": 'Not "enough" <b>about</b> small teams',
    "details": "\nTwo of us do all of it.\n\nBoth part time & tired.",
    "role": "la-data",
    "organisation": "Rutland County Council",
    "email": "sender@example.org",
    "website": "",
    "key": "k1",
}


def away(_request: HttpRequest, **_: Any) -> HttpResponse:
    raise OperationalError("the connection is closed")


def broken(_request: HttpRequest) -> HttpResponse:
    raise InterfaceError("cursor already closed")


def mistaken(_request: HttpRequest) -> HttpResponse:
    raise ValueError("our own mistake")


urlpatterns = [
    path("", away),
    path("broken/", broken),
    path("mistaken/", mistaken),
    path("comment/<path:page_path>/", away),
]


@pytest.fixture
def visitor() -> Iterator[Client]:
    with override_settings(ROOT_URLCONF=__name__):
        yield Client(raise_request_exception=False)


@pytest.mark.parametrize("address", ["/", "/broken/"])
def test_a_reader_is_told_to_come_back(visitor: Client, address: str) -> None:
    response = visitor.get(address)
    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert response["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response
    page = BeautifulSoup(response.content, "html.parser")
    assert [heading.get_text() for heading in page.select("h1")] == ["The service is briefly away"]
    assert page.form is None


def test_our_own_mistake_is_still_a_500(visitor: Client) -> None:
    assert visitor.get("/mistaken/").status_code == 500


def test_a_sender_gets_every_word_back_to_send_again(visitor: Client) -> None:
    response = visitor.post("/comment/how-our-system-works/", WORDS)
    assert response.status_code == 503
    page = BeautifulSoup(response.content, "html.parser")
    form = page.form
    assert isinstance(form, Tag)
    assert form["method"] == "post"
    assert form["action"] == "/comment/how-our-system-works/"
    assert _fields(form) == WORDS
    visible = {field["name"] for field in form.select("textarea, input:not([type=hidden])")}
    assert visible == {"summary", "details", "organisation", "email"}
    for field in form.select("textarea, input:not([type=hidden])"):
        assert form.select_one(f"label[for={field['id']}]")


def test_other_posts_are_not_repeated(visitor: Client) -> None:
    response = visitor.post("/", {"password": "hunter2"})
    assert response.status_code == 503
    assert b"hunter2" not in response.content


@pytest.fixture
def own_server() -> Iterator[dict[str, Any]]:
    """A PostgreSQL of this test's own, to be frozen and killed."""
    folder = Path(tempfile.mkdtemp(dir="/tmp", prefix="coe-test-")).resolve()
    folder.chmod(0o711)
    user = User(folder).joined()
    host, account, role = read_address(folder)
    yield {
        "data_dir": folder,
        "known": {"host": host, "user": role, "requirepeer": account, "dbname": "coe"},
    }
    user.leave()
    wait_until(lambda: is_stopped(folder), "the server to stop after its test")
    shutil.rmtree(folder)


def test_a_frozen_server_does_not_hold_a_connection(own_server, monkeypatch) -> None:
    monkeypatch.setattr(BoundedConnection, "patience", 1.0)
    connection = BoundedConnection.connect(**own_server["known"], autocommit=True)
    pid = server_pid(own_server["data_dir"])
    backend = connection.info.backend_pid
    for frozen in (pid, backend):
        os.kill(frozen, signal.SIGSTOP)
    try:
        began = time.monotonic()
        with pytest.raises(psycopg.OperationalError, match="no answer from the database within 1"):
            connection.execute("SELECT 1")
        assert time.monotonic() - began < 3
        assert connection.closed
    finally:
        for frozen in (pid, backend):
            os.kill(frozen, signal.SIGCONT)


def test_the_pool_notices_a_frozen_server_and_recovers(own_server) -> None:
    pid = server_pid(own_server["data_dir"])
    options: dict[str, Any] = own_server["known"] | {"autocommit": True, "connect_timeout": 2}
    with psycopg_pool.ConnectionPool(
        kwargs=options,
        connection_class=BoundedConnection,
        check=psycopg_pool.ConnectionPool.check_connection,
        min_size=0,
        max_size=2,
        timeout=4,
        reconnect_timeout=2,
        open=True,
    ) as pool:
        with pool.connection() as connection:
            backend = connection.info.backend_pid
        for frozen in (pid, backend):
            os.kill(frozen, signal.SIGSTOP)
        began = time.monotonic()
        with pytest.raises(psycopg_pool.PoolTimeout):
            pool.getconn()
        assert time.monotonic() - began < 8
        for frozen in (pid, backend):
            os.kill(frozen, signal.SIGCONT)
        with pool.connection(timeout=20) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_port_nobody_listens_on_fails_at_once() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        began = time.monotonic()
        with pytest.raises(psycopg.OperationalError):
            BoundedConnection.connect(
                host="127.0.0.1", port=unused.getsockname()[1], connect_timeout=4
            )
        assert time.monotonic() - began < 6


def _fields(form: Tag) -> dict[str, str]:
    typed = {}
    for field in form.select("input, textarea"):
        # As a browser does: the first line break inside a textarea is not part of its text.
        text = field.get_text().removeprefix("\n") if field.name == "textarea" else field["value"]
        typed[str(field["name"])] = str(text)
    return typed
