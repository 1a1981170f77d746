"""Only a page that nobody can miss is deleted; of every other the screen says why it stays."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from pages.models import Page
from tests.feedback.factories import (
    make_analyst,
    make_editor,
    make_moderator,
    make_page,
    make_submission,
    signed_in,
)
from tests.pages.factories import make_draft
from tests.pages.screens import messages, soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return signed_in(make_editor())


def address(page: Page) -> str:
    return f"/admin/pages/page/{page.pk}/delete/"


def test_draft_that_nobody_saw_is_deleted_once_confirmed(client: Client) -> None:
    page = make_draft("plans", title="Our plans")
    assert "gone for good, with its 1 draft" in " ".join(
        soup(client.get(address(page))).text.split()
    )
    assert Page.objects.exists()
    response = client.post(address(page), follow=True)
    assert messages(response) == ["Deleted “Our plans” and its drafts."]
    assert not Page.objects.exists()


def test_page_with_feedback_is_kept_and_says_so(client: Client) -> None:
    page = make_page("plans")
    for _ in range(12):
        make_submission(page)
    for response, status in [(client.get(address(page)), 200), (client.post(address(page)), 409)]:
        assert response.status_code == status
        reasons = [one.text for one in soup(response).select("#content-main li")]
        assert reasons == [
            "12 pieces of feedback are about this page.",
            "Readers have seen it, and may hold its address.",
            "Archive it instead: readers no longer see it, and everything is kept.",
        ]
        assert soup(response).select("#content-main form") == []
    assert Page.objects.exists()


@pytest.mark.parametrize(
    ("below", "reason"), [(1, "1 page is below it"), (2, "2 pages are below it")]
)
def test_page_with_others_below_is_kept(client: Client, below: int, reason: str) -> None:
    page = make_draft("plans")
    for number in range(below):
        make_draft(f"p{number}", parent=page)
    assert reason in soup(client.post(address(page))).text
    assert Page.objects.count() == below + 1


def test_home_page_is_kept(client: Client) -> None:
    page = make_draft("")
    assert client.post(address(page)).status_code == 409


@pytest.mark.parametrize("make", [make_moderator, make_analyst])
def test_others_delete_nothing(make: type[User]) -> None:
    page = make_draft("plans")
    for method in ("get", "post"):
        assert getattr(signed_in(make()), method)(address(page)).status_code == 403
        User.objects.all().delete()
