"""Two people save at the same moment: both are kept, each with its own number."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from pages.lifecycle.publishing import save_draft
from tests.pages.factories import make_page


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_drafts_saved_at_once_get_numbers_of_their_own() -> None:
    page, together = make_page(), Barrier(4)

    def save(title: str) -> int:
        try:
            together.wait(timeout=10)
            return save_draft(page=page, by=None, title=title).number
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as people:
        numbers = list(people.map(save, "abcd"))
    assert sorted(numbers) == [2, 3, 4, 5]
