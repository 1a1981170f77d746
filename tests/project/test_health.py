"""/healthz and /readyz: what a proxy and a monitor are told."""

import pytest
from django.test import Client

pytestmark = pytest.mark.parametrize("address", ["/healthz", "/readyz"])


@pytest.mark.django_db
def test_health_is_answered_plainly(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content in {b"ok\n", b"ready\n"}
    assert "Set-Cookie" not in response


def test_health_refuses_what_is_no_question(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405


def test_only_healthz_answers_without_the_database(client: Client, address: str) -> None:
    """Without the mark, pytest-django lets nothing through to the database."""
    if address == "/healthz":
        assert client.get(address).status_code == 200
    else:
        with pytest.raises(RuntimeError, match="Database access not allowed"):
            client.get(address)
