"""What readers see where feedback is not open, or not open for ever."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup, Tag
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from feedback.models import Submission
from pages.lifecycle.renewing import set_site_setting
from pages.models import FeedbackState, Page, SiteSetting
from tests.feedback.factories import make_page
from tests.feedback.sending import WORDS, send, soup_of

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CLOSES = datetime(2027, 1, 31, 17, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def make(**said: Any) -> Page:
    page = make_page("status", title="Status", body="## Heading")
    Page.objects.filter(pk=page.pk).update(**{f"feedback_{name}": it for name, it in said.items()})
    return page


def say(page: Page, state: str) -> None:
    Page.objects.filter(pk=page.pk).update(feedback=state)


def shown(client: Client, address: str = "/status/") -> BeautifulSoup:
    return soup_of(client.get(address))


def section(page: BeautifulSoup) -> Tag:
    found = page.select_one("#app-feedback")
    assert found is not None
    return found


def words(tag: Any) -> str:
    return str(tag.get_text(" ", strip=True))


def links_to_feedback(page: BeautifulSoup) -> list[str]:
    return [one.text for one in page.select('a[href="#app-feedback"]')]


@pytest.mark.parametrize("address", ["/status/", "/comment/status/"])
def test_open_page_says_until_when_and_what_it_asks(client: Client, address: str) -> None:
    introduction = "Tell us of <b>small</b> teams.\nAnd large ones.\n\nOf both."
    say(make(closes_at=CLOSES, introduction=introduction), "open")

    page = shown(client, address)

    terms = page.select_one(".app-terms")
    assert [str(one) for one in terms.select("p")] == [  # type: ignore[union-attr]
        "<p>Tell us of &lt;b&gt;small&lt;/b&gt; teams.<br/>And large ones.</p>",
        "<p>Of both.</p>",
        "<p>Open until 5pm on 31 January 2027.</p>",
    ]
    assert page.select("form[method=post]")


def test_page_that_opens_later_says_when_in_place_of_the_form(client: Client) -> None:
    say(make(opens_at=datetime(2027, 6, 1, 8, tzinfo=UTC)), "open")

    page = shown(client)

    assert "Feedback on this page opens at 9am on 1 June 2027." in words(section(page))
    assert not page.select("form[method=post]")
    assert links_to_feedback(page) == ["Page feedback"]
    assert "is not open yet" in words(shown(client, "/comment/status/").h1)
    assert send(client).status_code == 409


def test_closed_page_says_when_and_what_happens_next(client: Client) -> None:
    say(make(closes_at=datetime(2026, 11, 3, 17, tzinfo=UTC), afterwards="We <i>read</i>."), "open")

    page = shown(client)

    assert words(section(page)) == (
        "Page feedback Feedback on this page closed on 3 November 2026. We <i>read</i>."
    )
    assert not page.select("form[method=post]")
    assert links_to_feedback(page) == ["Page feedback"]
    assert words(section(page).select_one(".app-terms")) in words(
        shown(client, "/comment/status/").main
    )


def test_closed_page_without_words_of_its_own_still_says_what_happens_next(client: Client) -> None:
    say(make(), "closed")

    assert words(section(shown(client))) == (
        "Page feedback Feedback on this page is closed. We are reading what people sent, and will "
        "use it to decide what to change."
    )


def test_page_that_never_asks_says_nothing_of_feedback(client: Client) -> None:
    say(make(introduction="Not shown", closes_at=CLOSES), "never")

    page = shown(client)

    assert not page.select("#app-feedback")
    assert links_to_feedback(page) == []
    assert "feedback" not in words(page.main).lower()
    assert "We do not ask for feedback on “Status”" in words(shown(client, "/comment/status/").h1)
    assert send(client).status_code == 409


def test_form_that_was_open_when_it_closed_gives_the_words_back(client: Client, clock: Any) -> None:
    say(make(closes_at=CLOSES), "open")
    assert send(client, summary="Just in time").status_code == 303
    clock.move_to(CLOSES)

    answer = send(client, summary="Too late by a second")

    assert answer.status_code == 409
    assert "Too late by a second" in words(soup_of(answer).main)
    assert WORDS["email"] in words(soup_of(answer).main)
    assert [one.summary for one in Submission.objects.all()] == ["Just in time"]


def test_words_too_late_are_told_where_to_go_once_there_is_a_contact(client: Client) -> None:
    say(make(), "closed")
    before = words(soup_of(send(client)).main)
    setting = SiteSetting.objects.get(slug="contact_email")
    set_site_setting(setting=setting, value="hello@example.org", by=None)

    after = soup_of(send(client))

    assert "Copy it if you want to send it about another page" in before
    assert "You can still send it to us" in words(after.main)
    assert "hello@example.org" in words(after.main)
    assert "hello@example.org" not in words(shown(client, "/comment/status/").main)


def test_closed_page_takes_fewer_queries_than_an_open_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    say(make(), "closed")
    client.get("/status/")
    with django_assert_num_queries(2):
        response = client.get("/status/")
    assert not response.cookies


def test_thanks_lead_on_to_a_page_that_is_open(client: Client) -> None:
    page = make()
    say(make_page("value", title="Value"), FeedbackState.CLOSED)
    make_page("cost", title="Cost")

    thanks = client.get(send(client)["Location"])

    assert "Comment on “Cost”" in words(soup_of(thanks).main)
    assert page.title not in [one.text for one in soup_of(thanks).select("main h2 + p a")]
