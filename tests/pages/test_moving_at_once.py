"""Two people move at the same moment: the tree stays a tree, and nobody waits for ever."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from pages.lifecycle.publishing import publish
from pages.models import Page
from pages.moving import move_page
from tests.pages.factories import make_page, newest

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_of_two_pages_moved_below_each_other_one_moves() -> None:
    pages = [make_page("one"), make_page("two")]
    together = Barrier(2)

    def move(at: int) -> bool:
        try:
            together.wait(timeout=10)
            move_page(page=pages[at], parent=pages[1 - at], slug=pages[at].slug)
            return True
        except ValidationError:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as people:
        assert sorted(people.map(move, range(2))) == [False, True]
    assert sorted(Page.objects.values_list("path", flat=True)) in [
        ["one", "one/two"],
        ["two", "two/one"],
    ]


def test_pages_published_while_their_section_moves_are_all_kept() -> None:
    section = make_page("section")
    below = [make_page(f"page-{number}", parent=section) for number in range(6)]
    together = Barrier(7)

    def run(number: int) -> None:
        try:
            together.wait(timeout=10)
            if number == 6:
                move_page(page=section, parent=None, slug="part")
            else:
                publish(revision=newest(below[number]), by=None)
        finally:
            connection.close()

    with ThreadPoolExecutor(7) as people:
        list(people.map(run, range(7)))
    for number, page in enumerate(below):
        page.refresh_from_db()
        assert (page.path, page.is_published) == (f"part/page-{number}", True)
