"""`import_mkdocs` says what it does, does only that, and changes nothing the second time."""

import shutil
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.test import Client
from PIL import Image

from pages.figures.encoding import encode_picture
from pages.figures.keeping import add_figure
from pages.importing import Outcome, bring_in, try_to_bring_in, what_is_known
from pages.lifecycle.publishing import publish, save_draft
from pages.mkdocs import read_mkdocs
from pages.mkdocs.addresses import mkdocs_path
from pages.models import Figure, OldAddress, Page, PageRevision, PageStatus
from pages.moving import move_page
from tests.pages.factories import make_staff, newest
from tests.pages.mkdocs_folders import SITE, write

pytestmark = pytest.mark.django_db


def counts() -> tuple[int, int, int, int]:
    models = (Page, PageRevision, Figure, OldAddress)
    return tuple(model.objects.count() for model in models)  # type: ignore[return-value]  # four of them


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "mkdocs.yml", "nav: [index.md, a.md]")
    write(tmp_path, "docs/index.md", "# Home\n\n[a](a.md) [b](b.md)")
    write(tmp_path, "docs/a.md", "# A\n\nWords.")
    return tmp_path


def picture(folder: Path, name: str, colour: str) -> bytes:
    content = BytesIO()
    Image.new("RGB", (20, 10), colour).save(content, "PNG")
    (folder / "docs" / name).write_bytes(content.getvalue())
    return content.getvalue()


def test_report_tells_each_page(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_mkdocs", folder)
    assert capsys.readouterr().out.splitlines() == [
        "/ created: a draft (index.md)",
        "    changed: links made the site’s own (1)",
        "    look at: the link “b” to b.md: it leads nowhere: its words are kept",
        "/a/ created: a draft (a.md)",
        "2 created.",
        "To look at: 1.",
        "See them in the staff site, under Pages.",
    ]
    call_command("import_mkdocs", folder, verbosity=0)
    assert capsys.readouterr().out == ""


def test_dry_run_says_all_and_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_mkdocs", SITE, "--dry-run", "--publish")
    said = capsys.readouterr().out
    assert counts() == (0, 0, 0, 0)
    call_command("import_mkdocs", SITE, "--publish")
    ending = "This was a dry run: nothing was changed.\n"
    done = capsys.readouterr().out.removesuffix("See them in the staff site, under Pages.\n")
    assert said == done + ending


def test_unreadable_folder_is_the_end(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"mkdocs\.yml can’t be read: there is no such file\."):
        call_command("import_mkdocs", tmp_path)


def test_drafts_first_then_published(folder: Path) -> None:
    site = read_mkdocs(folder)
    bring_in(site, is_publishing=False)
    assert set(Page.objects.values_list("status", flat=True)) == {PageStatus.DRAFT}
    assert [one.outcome for one in bring_in(site, is_publishing=False)] == [Outcome.UNCHANGED] * 2
    assert [one.outcome for one in bring_in(site)] == [Outcome.PUBLISHED] * 2
    assert [one.outcome for one in bring_in(site)] == [Outcome.UNCHANGED] * 2
    assert PageRevision.objects.count() == 2


def test_changed_words_wait_beside_the_live_text(folder: Path) -> None:
    bring_in(read_mkdocs(folder))
    write(folder, "docs/a.md", "# A\n\nNew words.")
    reports = [str(one) for one in bring_in(read_mkdocs(folder), is_publishing=False)]
    assert reports == ["/ unchanged", "/a/ updated: a draft"]
    page = Page.objects.with_live_text().get(path="a")
    assert page.published_revision is not None
    assert (page.published_revision.body, newest(page).body) == ("Words.\n", "New words.\n")


def test_page_that_staff_moved_is_found_where_it_is(folder: Path) -> None:
    bring_in(read_mkdocs(folder))
    move_page(page=Page.objects.get(path="a"), parent=None, slug="b")
    write(folder, "docs/a.md", "# A\n\nNew words.")
    assert [one.outcome for one in bring_in(read_mkdocs(folder))][1] == Outcome.UPDATED
    assert newest(Page.objects.get(path="b")).body == "New words.\n"


def test_page_that_staff_wrote_is_left_alone(folder: Path) -> None:
    bring_in(read_mkdocs(folder))
    page = Page.objects.get(path="a")
    draft = save_draft(page=page, by=make_staff("sam"), title="Mine", body="Mine.")
    publish(revision=draft, by=None)
    write(folder, "docs/a.md", "# A\n\nNew words.")
    assert str(bring_in(read_mkdocs(folder))[1]) == "/a/ left alone: edited by staff (revision 2)"


def test_second_import_changes_nothing() -> None:
    bring_in(read_mkdocs(SITE, known=what_is_known()))
    before = counts()
    reports = bring_in(read_mkdocs(SITE, known=what_is_known()))
    assert counts() == before
    assert {one.outcome for one in reports} == {
        Outcome.UNCHANGED,
        Outcome.REFUSED,
        Outcome.MISSING,
    }


# Figures


def test_pictures_come_in_as_figures_with_their_words(folder: Path) -> None:
    picture(folder, "My Plan.png", "red")
    write(folder, "docs/a.md", '# A\n\n![A plan](my%20plan.PNG "Ours")\n\n![](My Plan.png)')
    bring_in(read_mkdocs(folder))
    figure = Figure.objects.get()
    assert (figure.name, figure.alternative_text, figure.caption) == ("my-plan", "A plan", "Ours")
    html = BeautifulSoup(newest(Page.objects.get(path="a")).html, "html.parser")
    assert [image["alt"] for image in html.select("img")] == ["A plan", "A plan"]
    assert {image["src"] for image in html.select("img")} == {figure.get_absolute_url()}


def test_figure_of_that_name_stays_and_the_new_one_has_another(folder: Path) -> None:
    other = picture(folder, "plan.png", "blue")
    add_figure(picture=encode_picture(other), by=None, name="plan", alternative_text="Blue.")
    picture(folder, "plan.png", "red")
    write(folder, "docs/a.md", "# A\n\n![Red](plan.png)")
    for _ in range(2):
        bring_in(read_mkdocs(folder))
        assert list(Figure.objects.values_list("name", flat=True)) == ["plan", "plan-2"]
        assert newest(Page.objects.get(path="a")).body == "![Red](figure:plan-2)\n"


def test_picture_that_is_none_is_to_be_supplied(folder: Path) -> None:
    write(folder, "docs/bad.png", "<svg onload='x'>")
    write(folder, "docs/a.md", '# A\n\n![Bad](bad.png "Its caption")\n\n![](gone.png)')
    site = read_mkdocs(folder)
    bring_in(site)
    assert Figure.objects.count() == 0
    assert site.notes.problems[0].startswith(
        "the picture bad.png is to be supplied: This is an SVG"
    )
    page = Page.objects.get(path="a")
    assert newest(page).missing_figures == ["Its caption", "gone.png"]


# The whole fixture, as readers have it


def test_every_address_of_the_mkdocs_site_answers(client: Client) -> None:
    bring_in(read_mkdocs(SITE, known=what_is_known()))
    for page in read_mkdocs(SITE).pages:
        if page.refused or not page.file:
            continue
        path = mkdocs_path(page.file)
        for old in (f"/{path}/", f"/{path}", f"/{path}.html") if path else ("/", "/index.html"):
            answer = client.get(old, follow=True)
            assert (answer.status_code, answer.request["PATH_INFO"]) == (
                200,
                f"/{page.path}/" if page.path else "/",
            ), old


def test_every_page_of_the_fixture_is_clean() -> None:
    bring_in(read_mkdocs(SITE, known=what_is_known()))
    live = {page.path: page for page in Page.objects.published().with_live_text()}
    for path, page in live.items():
        text = page.published_revision
        assert text is not None
        html = BeautifulSoup(text.html, "html.parser")
        assert html.select("form, script, style, font, h1, [style], input") == [], path
        levels = [1, *(heading["level"] for heading in text.headings)]
        assert all(b - a <= 1 for a, b in pairwise(levels)), path
        for link in html.select("a[href]"):
            address, _, anchor = str(link["href"]).partition("#")
            if address.startswith("/"):
                assert address.strip("/") in live, f"{path}: {link}"
            if anchor and not anchor.startswith("app-footnote"):
                target = live[address.strip("/")] if address else page
                assert target.published_revision is not None
                shown = BeautifulSoup(target.published_revision.html, "html.parser")
                assert shown.find(id=anchor), f"{path}: {link}"


def test_words_of_a_page_with_a_form_stay_word_for_word(tmp_path: Path) -> None:
    bring_in(read_mkdocs(SITE))
    text = newest(Page.objects.get(path="our-system"))
    assert text.text == (
        "Three things act on each other: · The value of the work · The cost of the work · "
        "They turn together. 3 · A drawing of the three, and how they turn"
    )
    assert text.missing_figures == ["A drawing of the three, and how they turn"]


def test_one_refused_file_stops_none_of_the_others(tmp_path: Path) -> None:
    shutil.copytree(SITE, tmp_path / "site")
    write(tmp_path, "site/docs/glossary.md", "x " * 3_000_000)
    write(tmp_path, "site/docs/people/network.md", "> " * 20_000 + "[" * 10_000)
    reports = {
        one.path: one for one in try_to_bring_in(read_mkdocs(tmp_path / "site"), is_publishing=True)
    }
    refused = {path for path, one in reports.items() if one.outcome is Outcome.REFUSED}
    assert refused == {"search", "admin", "broken-front", "glossary"}
