"""A site of 1,000 pages: what a reader asks for takes as many queries as on a small one.

Measured on two shared cores, with 1,000 pages ten to a section: a search that finds 1,001 pages
0.27 s, one that finds nothing and puts its spelling right 0.11 s, the log of 1,000 changes 0.17 s,
the whole document 0.24 s for 700 kB, the sitemap 0.05 s.
"""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.pages.factories import make_many, make_page

QUERIES = {
    "/search/?q=peer": 3,
    "/search/?q=peeer+networks": 6,
    "/what-changed/": 3,
    "/what-changed/feed.xml": 2,
    "/what-changed/section/page-0/": 3,
    "/print/section/": 2,
    "/print/": 2,
    "/sitemap.xml": 2,
}


@pytest.mark.django_db
@pytest.mark.parametrize("count", [20, 1_000])
def test_reading_takes_a_fixed_number_of_queries(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_page("", title="Home")
    make_many(count, parent=make_page("section", title="Section"))
    for address, queries in QUERIES.items():
        with django_assert_num_queries(queries):
            response = client.get(
                address, headers={"User-Agent": "a bot, whose misses are not kept"}
            )
        assert response.status_code == 200
