"""Sending feedback: what is taken, what is refused, and that no word is lost."""

import threading
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client

from feedback.models import ContactDetails, Organisation, ResendGuard, Role, Sentiment, Submission
from feedback.screening import UNQUESTIONED_SENDINGS
from pages.models import FeedbackState, Page, PageStatus
from tests.feedback.factories import make_page, make_revision

pytestmark = pytest.mark.django_db

WORDS = {
    "sentiment": "unsure",
    "summary": "Not enough about small teams",
    "details": "Two of us do all of it.\r\nBoth part time.",
    "role": "la-data",
    "organisation": "Rutland County Council",
    "email": "sender@example.org",
}


@pytest.fixture
def page() -> Page:
    return make_page(title="Status", slug="status")


def send(client: Client, path: str = "/comment/status/", /, **changes: Any) -> Any:
    headers = changes.pop("headers", {})
    return client.post(path, WORDS | changes, headers=headers)


def soup_of(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


# Taken


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


# Sent again


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


# Not taken


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("summary", "", "Enter a summary of at least 5 characters"),
        ("summary", "four", "Enter a summary of at least 5 characters"),
        ("summary", "\u3164" * 9, "Enter a summary of at least 5 characters"),
        ("summary", "ab\u200b\u200b\u200bcd", "Enter a summary of at least 5 characters"),
        ("summary", "s" * 201, "Summary must be 200 characters or fewer. You have used 201."),
        ("details", "d" * 5001, "Details must be 5,000 characters or fewer. You have used 5001."),
        ("role", "", "Select your role"),
        ("role", "king", "Select your role from the list"),
        ("sentiment", "bored", "Select a reflection from the list, or none"),
        ("organisation", "o" * 201, "Organisation must be 200 characters or fewer."),
        ("email", "nobody", "Enter an email address in the correct format"),
        ("email", "a" * 250 + "@b.uk", "Email must be 254 characters or fewer."),
    ],
)
def test_wrong_input_is_named_and_no_word_is_lost(
    client: Client, page: Page, field: str, typed: str, message: str
) -> None:
    response = send(client, **{field: typed})

    soup = soup_of(response)
    assert response.status_code == 422
    assert soup.title is not None
    assert soup.title.text.strip().startswith("Error:")
    link = soup.select_one(f".govuk-error-summary a[href='#id_{field}']")
    assert link is not None
    assert message in link.text
    expected = WORDS | {field: typed}
    for name in ("summary", "organisation", "email"):
        assert soup.select_one(f"#id_{name}").get("value", "") == expected[name]  # type: ignore[union-attr]
    assert soup.select_one("#id_details").text.split() == expected["details"].split()  # type: ignore[union-attr]
    assert not Submission.objects.exists()


def test_wrong_input_from_a_page_shows_the_whole_page_again(client: Client, page: Page) -> None:
    response = send(client, summary="", shown_on="page")

    soup = soup_of(response)
    assert response.status_code == 422
    assert "Words on the page." in soup.main.text  # type: ignore[union-attr]
    assert soup.title.text.strip().startswith("Error: Status")  # type: ignore[union-attr]
    assert soup.select_one(".govuk-error-summary a[href='#id_summary']")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://elsewhere.example"}, 303),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, 403),
        ({"Origin": "http://testserver"}, 303),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_only_our_own_pages_may_send(
    client: Client, page: Page, headers: dict[str, str], status: int
) -> None:
    response = send(client, headers=headers)

    assert response.status_code == status
    assert Submission.objects.count() == (1 if status == 303 else 0)
    if status == 403:
        assert soup_of(response).select_one("#id_summary")["value"] == WORDS["summary"]  # type: ignore[index]


def test_closed_page_gives_the_words_back(client: Client) -> None:
    make_page(title="Status", slug="status", feedback=FeedbackState.CLOSED)

    shown, sent = client.get("/comment/status/"), send(client)

    assert shown.status_code == 200
    assert not soup_of(shown).select("form[method=post]")
    assert sent.status_code == 409
    assert WORDS["summary"] in sent.content.decode()
    assert not Submission.objects.exists()


@pytest.mark.parametrize("status", [PageStatus.DRAFT, PageStatus.ARCHIVED])
def test_page_that_readers_cannot_see_takes_nothing(
    client: Client, page: Page, status: PageStatus
) -> None:
    Page.objects.filter(pk=page.pk).update(status=status)

    assert client.get("/comment/status/").status_code == 404
    assert send(client).status_code == 404


def test_unknown_page_is_not_found(client: Client) -> None:
    assert send(client, "/comment/nowhere/").status_code == 404


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client: Client, page: Page, method: str) -> None:
    assert getattr(client, method)("/comment/status/").status_code == 405


# The form itself


def test_form_has_the_contracts_fields_in_order(client: Client, page: Page) -> None:
    soup = soup_of(client.get("/status/"))

    shown = soup.select("main form .govuk-form-group")
    names = [one.select_one("input, select, textarea")["name"] for one in shown]  # type: ignore[index]
    assert names[:6] == ["sentiment", "summary", "details", "role", "organisation", "email"]


def test_form_offers_the_sources_own_wording(client: Client, page: Page) -> None:
    soup = soup_of(client.get("/comment/status/"))

    sentiments = [option.text for option in soup.select("#id_sentiment option")]
    roles = [option.text for option in soup.select("#id_role option")]
    assert sentiments == [
        "— Select (optional) —",
        "I’m enthusiastic about this",
        "I’m unsure about this",
        "I disagree with this",
        "I have a general reflection on this",
        "I’ve identified a specific issue with this",
        "Other",
    ]
    assert roles == [
        "— Select your role —",
        "Local authority data professional",
        "Local authority digital professional",
        "Local authority children’s social care professional",
        "Local authority leadership",
        "Central government data professional",
        "Central government digital professional",
        "Central government social care professional",
        "Central government leadership",
        "Other public sector professional role",
        "Data and digital supplier/partner",
        "Data and digital consultant",
        "Other private sector professional role",
        "Person (with current or previous social care involvement as a service user)",
        "Person (without current or previous social care involvement as a service user)",
    ]


def test_retired_role_is_not_offered_and_not_taken(client: Client, page: Page) -> None:
    Role.objects.filter(slug="la-data").update(is_active=False)

    assert not soup_of(client.get("/comment/status/")).select("option[value=la-data]")
    assert send(client).status_code == 422


def test_link_fills_in_role_and_organisation(client: Client, page: Page) -> None:
    soup = soup_of(client.get("/status/?role=la-data&organisation=Rut%0Bland&email=a@b.uk"))

    assert soup.select_one("#id_role option[selected]")["value"] == "la-data"  # type: ignore[index]
    assert not soup.select_one("#id_email").get("value")  # type: ignore[union-attr]


def test_readers_get_no_cookie_and_no_token(client: Client, page: Page) -> None:
    for response in (client.get("/status/"), client.get("/comment/status/"), send(client)):
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert b"csrfmiddlewaretoken" not in response.content
