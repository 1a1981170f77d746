"""The request log: one JSON line each, and nothing in it about a person."""

import json
import logging
import os
import sys
from collections.abc import Iterator

import psycopg
import pytest
from django.db import IntegrityError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from coe_site.request_log import JsonFormatter

SECRET = "jane.doe@example.org"


def fail(_request: HttpRequest) -> HttpResponse:
    raise ValueError(SECRET)


def fail_again(request: HttpRequest) -> HttpResponse:
    try:
        return fail(request)
    except ValueError as error:
        raise TypeError("an int, not a str") from error


def secret_address(_request: HttpRequest, token: str) -> HttpResponse:
    return HttpResponse(token)


urlpatterns = [
    path("fail/", fail),
    path("fail-again/", fail_again),
    path("sent/<str:token>/", secret_address),
]


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """What the log's own formatter makes of each line."""
    written: list[str] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(JsonFormatter().format(record))

    keeper = Keeper()
    logger = logging.getLogger("coe_site.request")
    logger.addHandler(keeper)
    with override_settings(ROOT_URLCONF=__name__):
        yield written
    logger.removeHandler(keeper)


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


def test_a_request_is_one_line_with_the_route_only(visitor: Client, lines: list[str]) -> None:
    visitor.get(
        f"/sent/{SECRET}/?q={SECRET}",
        headers={"user-agent": SECRET, "cookie": f"a={SECRET}"},
        REMOTE_ADDR="203.0.113.9",
    )
    (line,) = lines
    facts = json.loads(line)
    assert facts["route"] == "/sent/<str:token>/"
    assert facts["method"] == "GET"
    assert facts["status"] == 200
    assert facts["level"] == "INFO"
    assert facts["milliseconds"] >= 0
    assert set(facts) == {"time", "level", "logger", "method", "route", "status", "milliseconds"}
    assert SECRET not in line
    assert "203.0.113.9" not in line


def test_an_unknown_address_is_not_repeated(visitor: Client, lines: list[str]) -> None:
    visitor.get(f"/unknown/{SECRET}/")
    assert json.loads(lines[0])["route"] is None
    assert SECRET not in lines[0]


def test_a_failure_keeps_its_trace_and_not_its_words(visitor: Client, lines: list[str]) -> None:
    response = visitor.post("/fail/", {"email": SECRET})
    assert response.status_code == 500
    (line,) = lines
    facts = json.loads(line)
    assert facts["level"] == "ERROR"
    assert facts["exception"][-1] == "builtins.ValueError"
    assert any(f"{__file__}:" in frame and " in fail" in frame for frame in facts["exception"])
    assert SECRET not in line


def test_a_failure_tells_its_cause_and_what_speaks_of_code(
    visitor: Client, lines: list[str]
) -> None:
    visitor.get("/fail-again/")
    trace = json.loads(lines[0])["exception"]
    assert trace.index("builtins.ValueError") < trace.index("builtins.TypeError: an int, not a str")


@pytest.mark.django_db
def test_a_failure_of_the_database_names_the_rule_and_not_the_row() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE person (email text CONSTRAINT one_each UNIQUE)")
        cursor.execute("INSERT INTO person VALUES (%s)", [SECRET])
        with pytest.raises(IntegrityError) as raised:
            cursor.execute("INSERT INTO person VALUES (%s)", [SECRET])
    assert SECRET in str(raised.value)
    record = logging.LogRecord("x", logging.ERROR, "", 0, "failed", (), None)
    record.exc_info = (IntegrityError, raised.value, raised.value.__traceback__)

    line = JsonFormatter().format(record)

    assert SECRET not in line
    name = f"{psycopg.errors.UniqueViolation.__module__}.UniqueViolation"
    assert f"{name} (23505, person, one_each)" in json.loads(line)["exception"]


def test_an_ordinary_line_keeps_its_message() -> None:
    try:
        os.environ[SECRET]
    except KeyError:
        record = logging.LogRecord(
            "coe_site", logging.WARNING, "", 0, "%d pages", (3,), sys.exc_info()
        )
    facts = json.loads(JsonFormatter().format(record))
    assert facts["message"] == "3 pages"
    assert facts["exception"][-1] == "builtins.KeyError"
