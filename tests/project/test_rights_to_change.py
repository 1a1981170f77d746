"""Whoever may not change something changes nothing: not by posting to its address, not by a page of
another site; and nobody does by looking."""

import pytest
from django.db import transaction
from django.test import Client

from tests.feedback.factories import make_administrator, signed_in
from tests.project.changing import Changes, everything, post, what_changes
from tests.project.everybody import CAST, NAMED, filled_in, join, set_stage

pytestmark = pytest.mark.django_db

EDITING = {"editor", "administrator"}
MAY = {
    "feedback_submission_change": {"moderator", "administrator"},
    "feedback_submission_enter": {"moderator", "administrator"},
    "pages_sitesetting_change": {"administrator"},
}


@pytest.mark.parametrize("person", CAST)
def test_only_those_who_may_change_something(person: str) -> None:
    set_stage()
    changes = what_changes()
    user = join(person)

    changed = _what_changed(changes, signed_in(user) if user else Client())

    assert changed == {name for name in changes if person in MAY.get(name, EDITING)}


def test_nothing_is_changed_by_a_page_of_another_site() -> None:
    set_stage()
    changes = what_changes()
    tricked = Client(enforce_csrf_checks=True)
    tricked.force_login(
        make_administrator("tricked"), backend="django.contrib.auth.backends.ModelBackend"
    )

    assert _what_changed(changes, tricked) == set()


def test_nothing_is_changed_by_looking() -> None:
    stage = set_stage()
    changes = what_changes()
    client = signed_in(make_administrator("looking"))
    before = everything()

    for address, data in changes.values():
        client.get(address, data)
    for name, pattern in NAMED.items():
        if name != "admin:logout":
            client.get("/" + filled_in(name, pattern, stage))

    assert everything() == before


def _what_changed(changes: Changes, client: Client) -> set[str]:
    changed = set()
    before = everything()
    for name, (address, data) in changes.items():
        with transaction.atomic():
            response = post(client, address, data)
            assert response.status_code < 500, name
            if everything() != before:
                changed.add(name)
            transaction.set_rollback(True)
    return changed
