"""Feedback that is not taken: the reason is named and no word is lost."""

import pytest
from django.test import Client

from feedback.models import Submission
from pages.lifecycle.publishing import create_page
from pages.models import FeedbackState, Page, PageStatus
from tests.feedback.factories import make_page
from tests.feedback.sending import WORDS, send, soup_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("summary", "", "Enter a summary of at least 5 characters"),
        ("summary", "four", "Enter a summary of at least 5 characters"),
        ("summary", "\u3164" * 9, "Enter a summary of at least 5 characters"),
        ("summary", "ab\u200b\u200b\u200bcd", "Enter a summary of at least 5 characters"),
        ("summary", "s" * 201, "Summary must be 200 characters or fewer"),
        ("details", "d" * 5001, "Details must be 5,000 characters or fewer"),
        ("role", "", "Select your role"),
        ("role", "king", "Select your role from the list"),
        ("sentiment", "bored", "Select a reflection from the list, or none"),
        ("organisation", "o" * 201, "Organisation must be 200 characters or fewer"),
        ("email", "a@localhost", "Enter an email address in the correct format"),
        ("email", "a@[127.0.0.1]", "Enter an email address in the correct format"),
        ("email", "nobody", "Enter an email address in the correct format"),
        ("email", "a" * 250 + "@b.uk", "Email must be 254 characters or fewer"),
    ],
)
def test_wrong_input_is_named_and_no_word_is_lost(
    client: Client, page: Page, field: str, typed: str, message: str
) -> None:
    response = send(client, **{field: typed})

    soup = soup_of(response)
    assert response.status_code == 422
    assert response["Cache-Control"] == "private, no-cache"
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


def test_closed_page_names_the_open_ones_and_the_choices_in_words(client: Client) -> None:
    make_page(title="Status", slug="status", feedback=FeedbackState.CLOSED)
    nothing_open = send(client)
    make_page(title="Value", slug="value")

    text = soup_of(send(client)).main.get_text(" ", strip=True)  # type: ignore[union-attr]

    assert "No page is open for feedback" in nothing_open.content.decode()
    assert soup_of(send(client)).select_one("main a[href='/value/']")
    assert "Local authority data professional" in text
    assert "la-data" not in text
    assert "I’m unsure about this" in text


@pytest.mark.parametrize("status", [PageStatus.DRAFT, PageStatus.ARCHIVED])
def test_page_withdrawn_meanwhile_gives_the_words_back(
    client: Client, page: Page, status: PageStatus
) -> None:
    Page.objects.filter(pk=page.pk).update(status=status)

    sent = send(client)

    assert client.get("/comment/status/").status_code == 404
    assert sent.status_code == 409
    assert WORDS["summary"] in sent.content.decode()
    assert not Submission.objects.exists()


def test_page_that_readers_never_saw_is_not_found(client: Client) -> None:
    create_page(slug="status")

    assert send(client).status_code == 404


def test_far_too_much_says_so(client: Client, page: Page) -> None:
    response = send(client, details="d" * 3_000_000)

    assert response.status_code == 413
    assert "too long" in soup_of(response).h1.text  # type: ignore[union-attr]


def test_refused_post_shows_no_errors_yet(client: Client, page: Page) -> None:
    response = send(client, summary="", headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403
    assert not soup_of(response).select(".govuk-error-message")
    assert soup_of(response).select_one("#id_role option[selected]")["value"] == "la-data"  # type: ignore[index]


def test_unknown_page_is_not_found(client: Client) -> None:
    assert send(client, "/comment/nowhere/").status_code == 404


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client: Client, page: Page, method: str) -> None:
    assert getattr(client, method)("/comment/status/").status_code == 405
