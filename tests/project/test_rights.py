"""Every address of the site, walked as every kind of person, is as docs/rights.md says."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.feedback.factories import signed_in
from tests.project.everybody import CAST, NAMED, filled_in, join, set_stage
from tests.running_site import BASE_DIR

SHOWN, REFUSED, ABSENT = "yes", "–", "none"


def declared() -> dict[str, dict[str, str]]:
    """The last table of docs/rights.md: name of the address, then what each person gets."""
    table = (BASE_DIR / "docs" / "rights.md").read_text().rsplit("\n\n|", 1)[1]
    head, _, *rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in table.strip().splitlines()
    ]
    return {row[0].strip("`"): dict(zip(head[1:], row[1:], strict=True)) for row in rows}


def test_every_address_is_declared_and_no_other() -> None:
    assert set(NAMED) == set(declared())


def test_everybody_is_declared() -> None:
    assert {tuple(row) for row in declared().values()} == {tuple(CAST)}


@pytest.mark.django_db
@pytest.mark.parametrize("person", CAST)
def test_each_address_answers_as_declared(person: str) -> None:
    stage = set_stage()
    user = join(person)

    got = {name: _outcome(name, pattern, stage, user) for name, pattern in NAMED.items()}

    assert got == {name: row[person] for name, row in declared().items()}


@pytest.mark.django_db
def test_unnamed_addresses_show_nothing_to_a_visitor() -> None:
    for address in ("/admin/anything/at/all/", "/admin/feedback/role/1/"):
        assert Client().get(address).status_code in {302, 404}


def _outcome(name: str, pattern: str, stage: dict[str, Any], user: User | None) -> str:
    # A client of its own for each: one of the addresses signs out.
    client = signed_in(user) if user else Client()
    address = "/" + filled_in(name, pattern, stage)
    response = client.get(address)
    if response.status_code == 405:
        response = client.post(address)
    if response.status_code == 404:
        return ABSENT
    if response.status_code == 403 or "/admin/login/" in response.get("Location", ""):
        return REFUSED
    # Some addresses only lead on.
    assert response.status_code in {200, 302}, (name, response.status_code)
    return SHOWN
