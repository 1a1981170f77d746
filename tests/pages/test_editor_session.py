"""Words are not sent in vain: the editor asks first whether its session still stands."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from tests.pages.factories import make_page, make_staff
from tests.pages.screens import address

pytestmark = pytest.mark.django_db

SESSION = "/admin/pages/page/session/"


def test_a_token_for_the_form_comes_with_the_answer(editor: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    page = make_page("plans")
    sent = {"title": "Plans", "body": "New.", "csrfmiddlewaretoken": "x" * 64}
    preview = f"/admin/pages/page/{page.pk}/preview/"
    assert client.post(preview, sent).status_code == 403
    token = client.get(SESSION).json()["token"]
    assert client.post(preview, sent | {"csrfmiddlewaretoken": token}).status_code == 200


@pytest.mark.parametrize("group", ["moderators", "analysts", ""])
def test_others_are_given_no_token(client: Client, group: str) -> None:
    client.force_login(make_staff("other", *([group] if group else [])))
    assert client.get(SESSION).status_code == 403
    assert Client().get(SESSION).status_code == 302


@pytest.mark.parametrize("what", ["change", "preview"])
def test_writing_prolongs_the_session(
    client: Client, editor: User, time_machine: Any, what: str
) -> None:
    page = make_page("plans")
    time_machine.move_to(timezone.now())
    for _ in range(3):
        time_machine.shift(timedelta(hours=8))
        if what == "change":
            assert client.get(address(page)).status_code == 200
        else:
            sent = {"title": "Plans", "body": "New."}
            assert client.post(f"/admin/pages/page/{page.pk}/preview/", sent).status_code == 200
