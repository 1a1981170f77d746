"""Words that found nothing are kept for staff: the words, how often and when."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from pages.models import SearchMiss
from pages.searching import misses
from pages.searching.misses import keep_miss, may_be_kept
from tests.pages.factories import make_page

NOW = datetime(2031, 2, 3, 12, tzinfo=UTC)


def kept() -> list[tuple[str, int]]:
    return list(SearchMiss.objects.order_by("words").values_list("words", "times"))


@pytest.mark.django_db
def test_what_found_nothing_is_counted_whatever_its_case(client: Client) -> None:
    make_page("status", body="Found.")
    for query in ("Xylophones  big", "xylophones big", "found"):
        client.get("/search/", {"q": query})
    assert kept() == [("xylophones big", 2)]


@pytest.mark.django_db
def test_first_and_last_time_are_kept() -> None:
    with time_machine.travel(NOW, tick=False):
        keep_miss("xylophone")
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        keep_miss("xylophone")
    row = SearchMiss.objects.get()
    assert (row.first_at, row.last_at) == (NOW, NOW + timedelta(days=1))


@pytest.mark.parametrize(
    "words",
    [
        "sam@example.org",
        "call 01234 567890",
        "0 1 2 3 4 5",
        "qq 12 34 56 c",
        "born 01/02/2010",
        "LE15 6HP",
        "near sw1a1aa now",
        "x" * 101,
        "zero\u200bwidth",
        "\u202eback",
        "\ue000mark",
        "'; --",
        "a",
        "42",
    ],
)
def test_what_may_be_about_a_person_or_is_no_word_is_not_kept(words: str) -> None:
    assert not may_be_kept(words)


@pytest.mark.parametrize(
    "words", ["ofsted 2024", "section 17", "x" * 100, "données", "b12 vitamins"]
)
def test_plain_words_are_kept(words: str) -> None:
    assert may_be_kept(words)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sent",
    [
        {"User-Agent": "Mozilla/5.0 (compatible; SomeBot/1.0)"},
        {"Sec-Purpose": "prefetch;prerender"},
    ],
)
def test_robots_and_looking_ahead_do_not_count(client: Client, sent: dict[str, str]) -> None:
    client.get("/search/?q=xylophone", headers=sent)
    client.head("/search/?q=xylophone")
    client.get("/search/?q=the")
    assert kept() == []


@pytest.mark.django_db
def test_table_keeps_what_is_asked_for_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(misses, "MOST_KEPT", 3)
    for words in ("often", "often", "one", "two", "three", "four"):
        keep_miss(words)
    assert kept() == [("four", 1), ("often", 2), ("three", 1)]


@pytest.mark.django_db
def test_what_nobody_asked_for_in_a_year_goes_with_the_next() -> None:
    with time_machine.travel(NOW, tick=False):
        keep_miss("old")
    with time_machine.travel(NOW + timedelta(days=364), tick=False):
        keep_miss("newer")
    with time_machine.travel(NOW + timedelta(days=366), tick=False):
        keep_miss("newest")
    assert kept() == [("newer", 1), ("newest", 1)]


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_all_counted() -> None:
    def ask(_number: int) -> None:
        keep_miss("xylophone")
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(ask, range(40)))
    assert kept() == [("xylophone", 40)]


@pytest.mark.django_db
def test_reader_gets_the_page_though_nothing_can_be_kept(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE pages_searchmiss RENAME TO away")
    response = client.get("/search/?q=xylophone")
    assert (response.status_code, len(response.cookies)) == (200, 0)


@pytest.mark.django_db
def test_editor_sees_and_tidies_but_changes_nothing(client: Client, editor: User) -> None:
    keep_miss("xylophone")
    row = SearchMiss.objects.get()
    page = client.get("/admin/pages/searchmiss/")
    assert "xylophone" in page.content.decode()
    client.post(f"/admin/pages/searchmiss/{row.pk}/change/", {"words": "other"})
    assert kept() == [("xylophone", 1)]
    client.post(f"/admin/pages/searchmiss/{row.pk}/delete/", {"post": "yes"})
    assert kept() == []
