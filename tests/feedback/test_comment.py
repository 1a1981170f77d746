"""Sending feedback: what is stored of it."""

import pytest
from django.db import connection
from django.test import Client

from feedback.models import ContactDetails, Organisation, Role, Sentiment, Submission
from feedback.screening import UNQUESTIONED_SENDINGS
from pages.models import Page, PageStatus
from pages.moving import move_page
from tests.feedback.factories import make_page, make_revision
from tests.feedback.sending import WORDS, send

pytestmark = pytest.mark.django_db


def test_feedback_is_stored_with_page_revision_role_and_organisation(
    client: Client, page: Page
) -> None:
    response = send(client)

    stored = Submission.objects.get()
    assert response.status_code == 303
    assert response["Location"] == f"/sent/{stored.token}/"
    assert response["Cache-Control"] == "no-store"
    assert stored.page == page
    assert stored.revision == page.published_revision
    assert stored.sentiment == Sentiment.objects.get(slug="unsure")
    assert stored.summary == "Not enough about small teams"
    assert stored.details == "Two of us do all of it.\nBoth part time."
    assert stored.role == Role.objects.get(slug="la-data")
    assert stored.organisation == Organisation.objects.get(name="Rutland")
    assert stored.organisation_as_typed == "Rutland County Council"
    assert stored.source == "site"
    assert stored.triage_status == "new"
    assert not stored.suspected_spam
    assert not stored.may_publish
    contact = stored.contact_details
    assert (contact.email, contact.may_contact) == ("sender@example.org", True)


def test_only_summary_and_role_are_required(client: Client, page: Page) -> None:
    response = client.post("/comment/status/", {"summary": "Short", "role": "consultant"})

    assert response.status_code == 303
    stored = Submission.objects.get()
    assert stored.sentiment is None
    assert stored.organisation is None
    assert not ContactDetails.objects.exists()


def test_home_page_takes_feedback_at_comment(client: Client) -> None:
    make_page(title="Home", slug="")

    assert send(client, "/comment/").status_code == 303
    assert Submission.objects.get().page.path == ""


def test_longest_texts_are_taken_with_each_newline_counted_once(client: Client, page: Page) -> None:
    details = "\r\n".join(["x" * 9] * 500) + "x"
    assert len(details.replace("\r\n", "\n")) == 5000

    response = send(client, summary="s" * 200, details=details, organisation="o" * 200)

    assert response.status_code == 303


@pytest.mark.parametrize("name", ["status", "triage_status", "owner", "may_publish", "page", "id"])
def test_fields_that_are_not_the_forms_are_ignored(client: Client, page: Page, name: str) -> None:
    send(client, **{name: "1"})

    stored = Submission.objects.get()
    assert (stored.triage_status, stored.owner, stored.may_publish) == ("new", None, False)
    assert stored.page == page


def test_revision_read_is_kept_if_readers_ever_saw_it(client: Client, page: Page) -> None:
    first = page.published_revision
    assert first is not None
    second = make_revision(page)

    send(client, revision=str(first.number))
    send(client, revision=str(second.number), summary="Another thing")

    assert [one.revision for one in Submission.objects.order_by("pk")] == [first, second]


@pytest.mark.parametrize("number", ["", "99", "-1", "x", "1" * 40, "²", "1.5"])
def test_revision_that_readers_never_saw_becomes_the_live_one(
    client: Client, page: Page, number: str
) -> None:
    response = send(client, revision=number)

    assert response.status_code == 303
    assert Submission.objects.get().revision == page.published_revision


def test_filled_honeypot_is_thanked_and_suspected(client: Client, page: Page) -> None:
    response = send(client, website="https://example.org")

    assert response.status_code == 303
    assert client.get(response["Location"]).status_code == 200
    assert Submission.objects.get().suspected_spam


def test_thirty_from_one_address_are_never_held_and_the_next_is(client: Client, page: Page) -> None:
    for number in range(UNQUESTIONED_SENDINGS + 1):
        assert send(client, summary=f"Thought number {number}").status_code == 303

    held = [one.suspected_spam for one in Submission.objects.order_by("pk")]
    assert held == [False] * UNQUESTIONED_SENDINGS + [True]


def test_nothing_about_the_senders_machine_is_stored(client: Client, page: Page) -> None:
    client.post(
        "/comment/status/", WORDS, REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT="Unusual/9.9"
    )

    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(
                f'SELECT count(*) FROM "{table}" AS row '
                "WHERE row::text LIKE %s OR row::text LIKE %s",
                ["%203.0.113.77%", "%Unusual/9.9%"],
            )
            assert cursor.fetchone() == (0,), table


@pytest.mark.parametrize("summary", ["OK go", "I do.", "a b c", "日本語日本"])
def test_five_characters_are_enough(client: Client, page: Page, summary: str) -> None:
    assert send(client, summary=summary).status_code == 303


def test_invisible_characters_are_taken_out_of_an_email(client: Client, page: Page) -> None:
    send(client, email="sender\u200b@example.org\ufeff")

    assert ContactDetails.objects.get().email == "sender@example.org"


# A page that has moved since the form was opened


def test_form_alone_is_led_on_to_where_the_page_is(client: Client, page: Page) -> None:
    move_page(page=page, parent=None, slug="standing")

    response = client.get("/comment/status/?role=la-data")

    assert (response.status_code, response["Location"]) == (301, "/comment/standing/?role=la-data")
    assert client.get("/comment/nowhere/").status_code == 404


def test_words_sent_to_an_old_address_are_taken_for_the_page(client: Client, page: Page) -> None:
    move_page(page=page, parent=None, slug="standing")

    assert send(client).status_code == 303
    assert Submission.objects.get().page == page


def test_mistakes_sent_to_an_old_address_come_back_with_the_new_one(
    client: Client, page: Page
) -> None:
    move_page(page=page, parent=None, slug="standing")

    response = send(client, summary="")

    assert response.status_code == 422
    assert b'action="/comment/standing/"' in response.content
    assert b"Both part time." in response.content


def test_words_about_a_page_moved_and_withdrawn_are_given_back(client: Client, page: Page) -> None:
    move_page(page=page, parent=None, slug="standing")
    Page.objects.update(status=PageStatus.ARCHIVED)

    response = send(client)

    assert response.status_code == 409
    assert b"Both part time." in response.content
