"""A folder of Markdown comes in once, and again only where nobody has written since."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from pages.importing import Outcome, bring_in
from pages.lifecycle.publishing import publish, save_draft
from pages.mkdocs import UnreadableSite, read_mkdocs
from pages.models import FeedbackState, Page, PageRevision, PageStatus, ShownIn
from tests.pages.factories import make_staff, newest

NAV = """\
site_name: A site
nav:
  - Home: index.md
  - System:
      - system/index.md
      - The status: system/status.md
  - Elsewhere: https://example.org
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "mkdocs.yml", NAV)
    write(tmp_path, "docs/index.md", "# Welcome\n\nSee [status](system/status.md#how).")
    write(tmp_path, "docs/system/index.md", "---\ntitle: The system\nsummary: All.\n---\n\nWords.")
    write(tmp_path, "docs/system/status.md", "Words. [Up](index.md), [home](../index.md).\n")
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def load(folder: Path) -> dict[str, Outcome]:
    return {report.path: report.outcome for report in bring_in(read_mkdocs(folder))}


def outcomes(outcome: Outcome) -> dict[str, Outcome]:
    return dict.fromkeys(["", "system", "system/status"], outcome)


# Reading


def test_site_is_read_in_the_order_of_its_nav(folder: Path) -> None:
    site = read_mkdocs(folder)
    assert site.name == "A site"
    assert [(page.path, page.title) for page in site.pages] == [
        ("", "Welcome"),
        ("system", "The system"),
        ("system/status", "The status"),
    ]
    assert [page.position for page in site.pages] == [1, 2, 3]


def test_links_between_files_become_links_of_the_site(folder: Path) -> None:
    bodies = {page.path: page.body for page in read_mkdocs(folder).pages}
    assert bodies[""] == "See [status](/system/status/).\n"
    assert bodies["system/status"] == "Words. [Up](/system/), [home](/).\n"


def test_links_in_code_stay_and_those_to_missing_files_become_words(folder: Path) -> None:
    text = "`[a](index.md)`\n\n```\n[a](index.md)\n```\n\n[b](gone.md) [a](index.md)\n"
    write(folder, "docs/index.md", text)
    body = read_mkdocs(folder).pages[0].body
    assert body == text.replace("[b](gone.md) [a](index.md)\n", "b [a](/)\n")


def test_folder_without_a_nav_is_read_whole(folder: Path) -> None:
    write(folder, "mkdocs.yml", "site_name: A site\n")
    assert [page.path for page in read_mkdocs(folder).pages] == ["", "system", "system/status"]


def test_section_without_an_index_gets_a_page(folder: Path) -> None:
    (folder / "docs/system/index.md").unlink()
    write(folder, "mkdocs.yml", "nav: [{Status: system/status.md}]")
    pages = read_mkdocs(folder).pages
    assert [(page.path, page.title, page.body) for page in pages][:1] == [("system", "System", "")]


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("mkdocs.yml", "a: [", "not readable YAML"),
        ("mkdocs.yml", "- a", "it should say “name: value”"),
        ("mkdocs.yml", "docs_dir: ../..", "docs_dir leads out of the folder"),
        ("mkdocs.yml", "docs_dir: gone", "there is no such folder"),
    ],
)
def test_unreadable_site_is_refused_with_the_file_and_the_reason(
    folder: Path, name: str, text: str, reason: str
) -> None:
    write(folder, name, text)
    with pytest.raises(UnreadableSite, match=reason):
        read_mkdocs(folder)


# Bringing in


@pytest.mark.django_db
def test_pages_are_created_and_published(folder: Path) -> None:
    write(folder, "docs/system/status.md", "---\nshown_in: footer\nfeedback: closed\n---\nWords.")
    assert load(folder) == outcomes(Outcome.CREATED)
    status = Page.objects.published().get(path="system/status")
    assert (status.parent, status.slug) == (Page.objects.get(path="system"), "status")
    assert (status.shown_in, status.feedback) == (ShownIn.FOOTER, FeedbackState.CLOSED)
    assert (newest(status).origin, newest(status).number) == ("import", 1)


@pytest.mark.django_db
def test_second_time_changes_nothing(folder: Path) -> None:
    load(folder)
    assert load(folder) == outcomes(Outcome.UNCHANGED)
    assert PageRevision.objects.count() == 3


@pytest.mark.django_db
def test_changed_file_replaces_an_earlier_import(folder: Path) -> None:
    load(folder)
    write(folder, "docs/system/status.md", "New words.")
    assert load(folder) == outcomes(Outcome.UNCHANGED) | {"system/status": Outcome.UPDATED}
    live = Page.objects.with_live_text().get(path="system/status").published_revision
    assert live is not None
    assert (live.number, live.body) == (2, "New words.\n")


@pytest.mark.django_db
@pytest.mark.parametrize("is_published", [True, False])
def test_page_that_staff_edited_is_left_alone(folder: Path, *, is_published: bool) -> None:
    load(folder)
    page = Page.objects.get(path="system/status")
    draft = save_draft(page=page, by=make_staff("sam"), title="Mine", body="Mine.")
    if is_published:
        publish(revision=draft, by=None)
    write(folder, "docs/system/status.md", "New words.")
    reports = {report.path: str(report) for report in bring_in(read_mkdocs(folder))}
    assert reports["system/status"] == ("/system/status/ left alone: edited by staff (revision 2)")
    assert newest(page) == draft


@pytest.mark.django_db
def test_page_that_staff_withdrew_is_left_alone(folder: Path) -> None:
    load(folder)
    Page.objects.filter(path="system/status").update(status=PageStatus.ARCHIVED)
    write(folder, "docs/system/status.md", "New words.")
    assert load(folder)["system/status"] == Outcome.LEFT_ALONE


@pytest.mark.django_db
def test_place_in_the_site_stays_as_staff_set_it(folder: Path) -> None:
    load(folder)
    Page.objects.filter(path="system").update(shown_in=ShownIn.NOWHERE, position=9)
    write(folder, "docs/system/index.md", "New words.")
    assert load(folder)["system"] == Outcome.UPDATED
    system = Page.objects.get(path="system")
    assert (system.shown_in, system.position) == (ShownIn.NOWHERE, 9)


@pytest.mark.django_db
def test_refused_page_stops_none_of_the_others(folder: Path) -> None:
    write(folder, "docs/admin/index.md", "Words.")
    write(folder, "docs/long.md", "x" * 100_001)
    write(folder, "mkdocs.yml", "nav: [index.md, admin/index.md, long.md]")
    reports = {one.path: str(one) for one in bring_in(read_mkdocs(folder))}
    assert reports[""] == "/ created"
    assert reports["admin"] == (
        "/admin/ refused: The address /admin/ belongs to the site. Choose another."
    )
    assert reports["long"].startswith("/long/ refused: This text is 100,002 characters long.")
    assert set(Page.objects.values_list("path", flat=True)) == {"", "system", "system/status"}


@pytest.mark.django_db
def test_command_says_what_it_did(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_content", folder)
    assert capsys.readouterr().out.splitlines() == [
        "/ created",
        "/system/ created",
        "/system/status/ created",
    ]


@pytest.mark.django_db
def test_quiet_command_says_only_what_it_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("load_content", folder, verbosity=0)
    write(folder, "docs/admin/index.md", "Words.")
    write(folder, "mkdocs.yml", "nav: [admin/index.md]")
    with pytest.raises(CommandError, match="/admin/ refused: The address"):
        call_command("load_content", folder, verbosity=0)
    assert capsys.readouterr().out == ""


@pytest.mark.django_db
def test_command_names_what_it_could_not_read(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"mkdocs\.yml can’t be read"):
        call_command("load_content", tmp_path)


@pytest.mark.django_db
def test_page_named_feedback_is_a_page_like_any_other(folder: Path) -> None:
    write(folder, "docs/feedback.md", "Words.")
    assert load(folder)["feedback"] == Outcome.CREATED
    assert Page.objects.get(path="feedback").is_published
