"""Every export is logged, without what was searched for."""

import pytest
from django.contrib.auth.models import User

from feedback.models import ExportLog
from pages.models import Page
from tests.feedback.factories import make_administrator, make_analyst, make_submission, signed_in
from tests.feedback.screens import EXPORT, asked, content_of
from tests.feedback.sending import soup_of

pytestmark = pytest.mark.django_db


# Every export is logged


def test_export_is_logged_without_search_words(page: Page, analyst: User) -> None:
    make_submission(page, summary="About funding")
    response = signed_in(analyst).post(
        f"{EXPORT}?q=funding&role=la-data", asked(), headers={"Accept-Encoding": "gzip"}
    )

    assert ExportLog.objects.get().row_count is None
    content_of(response)

    log = ExportLog.objects.get()
    assert (log.started_by, log.profile, log.file_format, log.row_count) == (
        analyst,
        "anonymous",
        "csv",
        1,
    )
    assert log.filters == {"status": "new", "role": "la-data", "search": True}
    assert log.finished_at is not None


@pytest.mark.parametrize("file_format", ["xlsx", "json"])
def test_other_formats_are_logged_too(page: Page, analyst: User, file_format: str) -> None:
    make_submission(page)
    content_of(signed_in(analyst).post(EXPORT, asked(file_format=file_format)))
    log = ExportLog.objects.get()
    assert (log.file_format, log.row_count) == (file_format, 1)


# The log itself


def test_the_log_is_only_read(page: Page) -> None:
    log = ExportLog.objects.create(profile="full", file_format="csv")
    boss = User.objects.create_superuser("boss")
    client = signed_in(boss)
    base = "/admin/feedback/exportlog/"
    assert client.get(base).status_code == 200
    assert client.get(f"{base}{log.pk}/change/").status_code == 200
    for address in ["add/", f"{log.pk}/change/", f"{log.pk}/delete/"]:
        assert client.post(f"{base}{address}", {"post": "yes", "profile": "x"}).status_code == 403
    assert signed_in(make_analyst()).get(base).status_code == 403
    assert ExportLog.objects.get().profile == "full"


def test_the_log_says_who_and_how_many_even_where_there_is_nobody_and_no_end() -> None:
    ada = make_administrator(first_name="Ada", last_name="Lee")
    for by, count in [(None, None), (ada, 12_345)]:
        ExportLog.objects.create(profile="full", file_format="csv", started_by=by, row_count=count)

    rows = soup_of(signed_in(ada).get("/admin/feedback/exportlog/")).select("#result_list tbody tr")

    shown = [[str(cell.text) for cell in row.select(".field-who, .field-rows")] for row in rows]
    assert shown == [["Ada Lee", "12,345"], ["Command line", "Not finished"]]


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_filter_that_makes_no_sense_stops_the_export(
    page: Page, analyst: User, method: str
) -> None:
    make_submission(page)

    response = getattr(signed_in(analyst), method)(f"{EXPORT}?status=garbage", follow=True)

    assert "Nothing was exported." in response.content.decode()
    assert not ExportLog.objects.exists()
