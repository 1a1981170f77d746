"""The database ends an export half-way: the real server must not let the file pass for whole."""

import http.cookiejar
import re
import urllib.parse
import urllib.request
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.running_site import RunningSite, running_site

# More than all the buffers between the database and a client that has stopped reading, and of a
# kind that gzip cannot make small.
FILL = """
import secrets
from feedback.models import Role, Submission
from pages.models import PageRevision
live = PageRevision.objects.filter(live_on__isnull=False)[0]
role = Role.objects.all()[0]
for _ in range(10):
    Submission.objects.bulk_create(
        Submission(page_id=live.page_id, revision=live, role=role, summary="Words",
                   details=secrets.token_hex(2500))
        for _ in range(1000)
    )
"""
END = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE 'COPY%'"
    )
    print("ended", cursor.fetchone()[0])
"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[RunningSite]:
    with running_site(tmp_path / "data") as running:
        yield running


def test_a_download_the_database_ends_is_seen_to_fail(site: RunningSite) -> None:
    site.manage("shell", "-c", FILL)
    opener = urllib.request.build_opener(
        urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    )
    post(opener, f"{site.url}/admin/login/?next=/admin/", username="admin", password=site.password)

    answer = post(
        opener,
        f"{site.url}/admin/feedback/submission/export/?status=all",
        file_format="csv",
        profile="anonymous",
    )
    began = answer.read(1000)
    assert "ended 1" in site.manage("shell", "-c", END)

    assert answer.status == 200
    with pytest.raises(zlib.error):
        zlib.decompressobj(wbits=31).decompress(began + answer.read())


def post(opener: urllib.request.OpenerDirector, address: str, **fields: str) -> Any:
    """As a browser would: with the form's token."""
    form = opener.open(address).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
    assert token
    typed = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], **fields}).encode()
    return opener.open(urllib.request.Request(address, typed, {"Accept-Encoding": "gzip"}))
