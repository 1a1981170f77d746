"""An export says elsewhere what the site says here, and touches nothing but its own folder."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection

from pages.exporting import ExportRefused, _one_moment, export_markdown
from pages.importing import bring_in
from pages.mkdocs import UnreadableSite, read_mkdocs
from pages.models import Figure, Page
from tests.pages.factories import make_page
from tests.pages.test_export_markdown import comes_back, make_figure, the_files

pytestmark = pytest.mark.django_db

HOSTILE = r"""A [b](c) \ `d` *e* _f_ "g" 'h' | i <j> & {k} !"""


def body_in(folder: Path, name: str) -> str:
    return (folder / "docs" / name).read_text("utf-8").split("---\n\n", 1)[1]


def test_words_kept_with_a_figure_go_out_with_it_and_come_back(tmp_path: Path) -> None:
    make_figure("a", alternative_text="A cycle.", caption="How it turns")
    make_figure("b", alternative_text="", is_decorative=True)
    shown = '![](figure:a) ![Mine](figure:a) ![](figure:a "Mine") ![](figure:b) ![](figure:gone)'
    make_page("", body=shown)

    export_markdown(tmp_path / "out")

    assert body_in(tmp_path / "out", "index.md") == (
        '![A cycle.](figures/a.png "How it turns"){ .words-of-figure .caption-of-figure } '
        '![Mine](figures/a.png "How it turns"){ .caption-of-figure } '
        '![A cycle.](figures/a.png "Mine"){ .words-of-figure } '
        "![](figures/b.png) ![](figure:gone)"
    )
    comes_back(tmp_path)
    assert Page.objects.get(path="").published_revision.body == shown  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "shown",
    [
        "![](<figure:a>)",
        "[![](figure:a)](/b/)",
        "![](figure:a )",
        "![](figure:a){ .words-of-figure }",
        "![x](figure:a){ .words-of-figure .caption-of-figure }",
        "| a |\n|---|\n| ![](figure:a) |",
        "![][r]\n\n[r]: figure:a",
        "`![](figure:a)` ![](figure:a)![](figure:a)",
        '<a href="/b/#c">b</a> <a href=\'/\'>home</a> <a href="/gone/">gone</a>',
        '<a href="../b/">typed so</a> <a href="b/">and so</a>',
    ],
)
def test_pictures_and_html_links_come_back_byte_for_byte(tmp_path: Path, shown: str) -> None:
    make_figure("a", alternative_text=HOSTILE, caption=HOSTILE)
    make_page("", body=shown)
    make_page("b", body=shown)

    comes_back(tmp_path)


def test_html_links_lead_to_where_mkdocs_serves_the_page(tmp_path: Path) -> None:
    links = '<a href="/">h</a> <a href="/system/">s</a> <a href="/system/status/#x">t</a>'
    make_page("", body=links)
    system = make_page("system", body=links)
    make_page("status", parent=system, body=links)

    export_markdown(tmp_path)

    assert {name: body_in(tmp_path, name) for name in ("index.md", "system/status.md")} == {
        "index.md": '<a href="./">h</a> <a href="system/">s</a> <a href="system/status/#x">t</a>',
        "system/status.md": '<a href="../../">h</a> <a href="../">s</a> <a href="./#x">t</a>',
    }


def test_file_that_a_link_leads_to_is_not_written(tmp_path: Path) -> None:
    make_page("", body="New words.")
    theirs = tmp_path / "theirs.md"
    theirs.write_text("Theirs.")
    export_markdown(tmp_path / "out")
    (tmp_path / "out/docs/index.md").unlink()
    (tmp_path / "out/docs/index.md").symlink_to(theirs)

    export_markdown(tmp_path / "out")

    assert theirs.read_text() == "Theirs."
    assert body_in(tmp_path / "out", "index.md") == "New words."


def test_folder_that_a_link_leads_to_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    make_page("", body="New words.")
    export_markdown(tmp_path / "out")
    (tmp_path / "out/docs").rename(tmp_path / "theirs")
    (tmp_path / "out/docs").symlink_to(tmp_path / "theirs")
    before = the_files(tmp_path / "theirs")
    Page.objects.update(shown_in="footer")

    with pytest.raises(ExportRefused, match="docs leads out of the folder: take that link away"):
        export_markdown(tmp_path / "out")

    assert the_files(tmp_path / "theirs") == before


def test_picture_outside_the_folder_is_not_read(tmp_path: Path) -> None:
    make_figure("a")
    make_page("", body="![](figure:a)")
    export_markdown(tmp_path / "out")
    picture = tmp_path / "out/docs/figures/a.png"
    picture.rename(tmp_path / "a.png")
    picture.symlink_to(tmp_path / "a.png")

    with pytest.raises(UnreadableSite, match="is a link out of the folder"):
        bring_in(read_mkdocs(tmp_path / "out"))


def test_address_that_leads_out_is_refused(tmp_path: Path) -> None:
    Page.objects.filter(pk=make_page("a").pk).update(path="../../a")

    with pytest.raises(ExportRefused, match="would lead out of the folder"):
        export_markdown(tmp_path / "out")

    assert the_files(tmp_path) == {}


def test_figure_whose_name_leads_out_is_named_and_left(tmp_path: Path) -> None:
    make_figure("a")
    make_page("", body="Words.")
    export_markdown(tmp_path)
    listed = (tmp_path / "figures.yml").read_text().replace("a:\n", "../../../a:\n", 1)
    (tmp_path / "figures.yml").write_text(listed)
    site = read_mkdocs(tmp_path)

    bring_in(site)

    assert [one.split(":")[0] for one in site.notes.problems] == ["the picture a.png was refused"]
    assert list(Figure.objects.values_list("name", flat=True)) == ["a"]


@pytest.mark.django_db(transaction=True)
def test_what_is_published_meanwhile_waits_for_the_next_export() -> None:
    make_page("")

    def publish_another() -> None:
        make_page("another")
        connection.close()

    with _one_moment():
        before = Page.objects.count()
        with ThreadPoolExecutor() as elsewhere:
            elsewhere.submit(publish_another).result()
        assert Page.objects.count() == before

    assert Page.objects.count() == before + 1
