"""The same feedback sent again is one row and one address."""

import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from feedback.models import ResendGuard, Submission
from pages.models import Page
from tests.feedback.factories import make_page
from tests.feedback.sending import WORDS, send

pytestmark = pytest.mark.django_db


def test_same_words_again_are_one_row_and_one_address(client: Client, page: Page) -> None:
    first, second = send(client), send(client)

    assert Submission.objects.count() == 1
    assert first["Location"] == second["Location"]


def test_same_words_after_ten_minutes_are_a_new_row(
    client: Client, page: Page, time_machine: Any
) -> None:
    time_machine.move_to("2026-11-03 10:00:00+00:00", tick=False)
    send(client)
    time_machine.move_to("2026-11-03 10:10:01+00:00", tick=False)
    send(client)

    assert Submission.objects.count() == 2


def test_same_words_from_another_address_are_another_row(client: Client, page: Page) -> None:
    client.post("/comment/status/", WORDS, REMOTE_ADDR="203.0.113.1")
    client.post("/comment/status/", WORDS, REMOTE_ADDR="203.0.113.2")

    assert Submission.objects.count() == 2


@pytest.mark.parametrize("field", list(WORDS))
def test_any_other_word_is_a_new_row(client: Client, page: Page, field: str) -> None:
    other = {"sentiment": "disagree", "role": "consultant", "email": "other@example.org"}

    send(client, key="one-key")
    send(client, key="one-key", **{field: other.get(field, "Something else")})

    assert Submission.objects.count() == 2


def test_same_key_and_words_are_one_row_from_anywhere_for_a_day(
    client: Client, page: Page, time_machine: Any
) -> None:
    time_machine.move_to("2026-11-03 10:00:00+00:00", tick=False)
    first = send(client, key="one-key")
    time_machine.move_to("2026-11-04 09:59:00+00:00", tick=False)
    second = client.post("/comment/status/", WORDS | {"key": "one-key"}, REMOTE_ADDR="203.0.113.9")

    assert Submission.objects.count() == 1
    assert first["Location"] == second["Location"]


def test_same_words_with_another_key_are_a_new_row(client: Client, page: Page) -> None:
    send(client, key="one-key")
    send(client, key="another-key")

    assert Submission.objects.count() == 2


def test_expired_guards_are_forgotten(client: Client, page: Page, time_machine: Any) -> None:
    time_machine.move_to("2026-11-03 10:00:00+00:00", tick=False)
    send(client)
    time_machine.move_to("2026-11-03 11:00:00+00:00", tick=False)
    send(client, summary="Something else")

    assert ResendGuard.objects.count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_eight_at_once_are_one_row_and_one_address() -> None:
    make_page(title="Status", slug="status")
    addresses = []
    together = threading.Barrier(8)

    def send_once() -> None:
        together.wait()
        addresses.append(send(Client())["Location"])
        connection.close()

    threads = [threading.Thread(target=send_once) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Submission.objects.count() == 1
    assert len(addresses) == 8
    assert len(set(addresses)) == 1
