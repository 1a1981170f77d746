"""A page whose head says that it is a draft is not put before readers, whatever was asked."""

from pathlib import Path

import pytest

from pages.importing import bring_in
from pages.models import Page, PageStatus
from tests.pages.mkdocs_folders import read_files

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("head", ["---\ndraft: true\n---\n\n", "Status: Draft\n\n"])
def test_draft_stays_one(tmp_path: Path, head: str) -> None:
    site = read_files(tmp_path, {"a.md": f"{head}# A\n\nSecret.\n", "b.md": "# B\n"})

    reports = bring_in(site, is_publishing=True)

    assert {report.path: str(report) for report in reports} == {
        "a": "/a/ created: a draft",
        "b": "/b/ created",
    }
    assert Page.objects.get(path="a").status == PageStatus.DRAFT
    assert site.pages[0].notes.problems == ["its head says it is a draft: not published"]


def test_page_below_a_draft_comes_in_all_the_same(tmp_path: Path) -> None:
    files = {"a/index.md": "---\ndraft: true\n---\n\n# A\n", "a/b.md": "# B\n"}

    reports = bring_in(read_files(tmp_path, files), is_publishing=True)

    assert [(report.path, report.outcome.value) for report in reports] == [
        ("a", "created"),
        ("a/b", "created"),
    ]
