"""An export makes a new site the same as the old one where it is asked to, and says where not."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from pages.exporting import export_markdown
from pages.importing import Outcome, bring_in, try_to_bring_in
from pages.lifecycle.withdrawing import withdraw
from pages.mkdocs import read_mkdocs
from pages.models import FeedbackState, Page, ShownIn
from tests.pages.factories import make_page
from tests.pages.mkdocs_folders import write
from tests.pages.test_export_markdown import the_files

pytestmark = pytest.mark.django_db

LEFT = "its menu or its feedback is not as the folder has it: left so. --places takes the folder’s"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two pages went out; here they stand the other way round, and one elsewhere."""
    out = tmp_path / "out"
    write(tmp_path, "mkdocs.yml", "nav: [index.md, a.md, b.md]")
    for name in ("index", "a", "b"):
        write(tmp_path, f"docs/{name}.md", f"# {name}\n\nWords.\n")
    bring_in(read_mkdocs(tmp_path))
    Page.objects.filter(path="a").update(shown_in=ShownIn.FOOTER, feedback=FeedbackState.NEVER)
    export_markdown(out)
    Page.objects.filter(path="a").update(
        shown_in=ShownIn.MENU, feedback=FeedbackState.INHERIT, position=9
    )
    return out


def test_places_are_left_and_said_to_be(folder: Path) -> None:
    site = read_mkdocs(folder)

    reports = bring_in(site)

    assert {report.outcome for report in reports} == {Outcome.UNCHANGED}
    assert {one.path: one.notes.problems for one in site.pages} == {"": [], "a": [LEFT], "b": []}
    assert Page.objects.get(path="a").shown_in == ShownIn.MENU


def test_places_are_taken_where_asked(folder: Path) -> None:
    reports = bring_in(read_mkdocs(folder), is_placing=True)

    assert str(next(one for one in reports if one.path == "a")) == (
        "/a/ updated: its place or feedback"
    )
    page = Page.objects.get(path="a")
    assert (page.shown_in, page.feedback) == (ShownIn.FOOTER, FeedbackState.NEVER)
    export_markdown(folder.parent / "again")
    assert the_files(folder.parent / "again") == the_files(folder)
    again = try_to_bring_in(read_mkdocs(folder), is_publishing=True, is_placing=True)
    assert {one.outcome for one in again} == {Outcome.UNCHANGED}


def test_places_are_an_exports_alone(tmp_path: Path) -> None:
    make_page("")
    write(tmp_path, "mkdocs.yml", "nav: [index.md]")
    write(tmp_path, "docs/index.md", "# Home\n")

    with pytest.raises(CommandError, match="--places is for a folder that export_markdown wrote"):
        call_command("import_mkdocs", tmp_path, places=True)


def test_a_start_of_the_site_does_not_take_an_import_back(tmp_path: Path) -> None:
    write(tmp_path, "mkdocs.yml", "nav: [index.md]")
    write(tmp_path, "docs/index.md", "# Ours\n\nOur words.\n")
    call_command("load_content", verbosity=0)
    call_command("import_mkdocs", tmp_path, publish=True, verbosity=0)

    call_command("load_content", verbosity=0)

    assert Page.objects.get(path="").title == "Ours"


def test_a_start_of_the_site_leaves_an_unpublished_page_unpublished() -> None:
    call_command("load_content", verbosity=0)
    withdraw(page=Page.objects.get(path="privacy"), by=None)

    call_command("load_content", verbosity=0)

    assert not Page.objects.get(path="privacy").is_published
