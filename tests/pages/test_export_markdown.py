"""Every published page goes out as Markdown, and comes back byte for byte."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import CommandError, call_command
from PIL import Image

from pages.exporting import export_markdown
from pages.figures.encoding import encode_picture
from pages.figures.keeping import add_figure
from pages.importing import bring_in, what_is_known
from pages.mkdocs import read_mkdocs
from pages.models import Figure, OldAddress, Page, PageRevision, ShownIn
from tests.pages.factories import make_draft, make_page, make_site

pytestmark = pytest.mark.django_db

TERMS = (
    "feedback",
    "feedback_opens_at",
    "feedback_closes_at",
    "feedback_introduction",
    "feedback_afterwards",
)
SITE = Path(__file__).parent / "fixtures" / "mkdocs_site"


def the_site() -> list[tuple[Any, ...]]:
    """All that must come back, in the order of reading."""
    pages = Page.objects.published().with_live_text().order_by("position", "pk")
    order: dict[int | None, int] = {}
    described = []
    for page in pages:
        order[page.parent_id] = order.get(page.parent_id, 0) + 1
        text = page.published_revision
        assert text is not None
        words = (text.title, text.menu_title, text.summary, text.body)
        terms = tuple(getattr(page, name) for name in TERMS)
        above = page.parent.path if page.parent else None
        place = (page.path, page.slug, above, order[page.parent_id], page.shown_in)
        described.append((*place, *words, *terms))
    return sorted(described)


def the_figures() -> list[tuple[Any, ...]]:
    names = ("name", "digest", "media_type", "width", "height", "alternative_text", "caption")
    return list(Figure.objects.values_list(*names, "is_decorative", "credit"))


def the_files(folder: Path) -> dict[str, bytes]:
    files = (one for one in folder.rglob("*") if one.is_file())
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in files}


def empty_the_site() -> None:
    Page.objects.update(published_revision=None, status="draft")
    OldAddress.objects.all().delete()
    Figure.objects.all().delete()
    PageRevision.objects.all().delete()
    while leaves := Page.objects.filter(children=None):
        leaves.delete()


def comes_back(folder: Path) -> None:
    """Out, in to an empty site, and out again: the same pages, the same files."""
    before, figures = the_site(), the_figures()
    export_markdown(folder / "first")
    empty_the_site()
    bring_in(read_mkdocs(folder / "first", known=what_is_known()))
    assert the_site() == before
    assert the_figures() == figures
    export_markdown(folder / "second")
    assert the_files(folder / "second") == the_files(folder / "first")


def make_figure(name: str, *, kind: str = "PNG", **words: Any) -> Figure:
    image = Image.effect_noise((64, 48), 80).convert("RGB")
    content = BytesIO()
    image.save(content, kind)
    options = {"alternative_text": "Noise."} | words
    return add_figure(picture=encode_picture(content.getvalue()), by=None, name=name, **options)


# What is written


def test_pages_are_files_in_the_order_of_the_tree(tmp_path: Path) -> None:
    make_site()
    make_draft("plan-b")
    export_markdown(tmp_path)
    configuration = yaml.safe_load((tmp_path / "mkdocs.yml").read_text("utf-8"))
    assert configuration["site_name"] == settings.SITE_NAME
    assert configuration["nav"] == [
        {"Home": "index.md"},
        {
            "System": [
                "system/index.md",
                {"Status": "system/status.md"},
                {"Value": "system/value.md"},
            ]
        },
        {"Plans": "plans.md"},
        {"Privacy": "privacy.md"},
    ]
    assert sorted(the_files(tmp_path / "docs")) == [
        "index.md",
        "plans.md",
        "privacy.md",
        "system/index.md",
        "system/status.md",
        "system/value.md",
    ]


def test_page_has_its_facts_at_its_head(tmp_path: Path) -> None:
    make_page("plans", title="Plans: “two”", summary="All.", body="Words.", feedback="closed")
    export_markdown(tmp_path)
    assert (tmp_path / "docs/plans.md").read_text("utf-8") == (
        "---\ntitle: 'Plans: “two”'\nsummary: All.\nshown_in: menu\nfeedback: closed\n---\n\nWords."
    )


def test_links_lead_between_files(tmp_path: Path) -> None:
    make_page("", body="[a](/system/status/#how) [b](/system/) `[c](/system/)` [d](/gone/)")
    system = make_page("system", body="[home](/) ![](figure:path)\n\n[s]: /system/status/\n\n[s]")
    make_page("status", parent=system, body='[up](</system/> "Up") ![x](figure:gone)')
    make_figure("path")
    export_markdown(tmp_path)
    bodies = {
        name: text.decode().split("---\n\n")[1]
        for name, text in the_files(tmp_path / "docs").items()
        if name.endswith(".md")
    }
    assert bodies == {
        "index.md": "[a](system/status.md#how) [b](system/index.md) `[c](/system/)` [d](/gone/)",
        "system/index.md": (
            "[home](../index.md) ![Noise.](../figures/path.png){ .words-of-figure }\n\n"
            "[s]: status.md\n\n[s]"
        ),
        "system/status.md": '[up](<index.md> "Up") ![x](figure:gone)',
    }


def test_link_that_would_not_come_back_keeps_its_page_as_typed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_page("status", body="Of old: [a](status.md), and [b](/status/).")
    call_command("export_markdown", tmp_path / "out")
    assert (
        b"links: as typed\n---\n\nOf old: [a](status.md), and [b](/status/)."
        in (tmp_path / "out/docs/status.md").read_bytes()
    )
    assert capsys.readouterr().out.splitlines() == [
        f"1 pages and 0 figures are in {tmp_path / 'out'}.",
        "/status/ keeps its links as they are: they would not come back.",
    ]
    comes_back(tmp_path)


def test_folder_of_somebody_is_not_written_to(tmp_path: Path) -> None:
    make_page("status")
    (tmp_path / "letter.txt").write_text("Dear")
    with pytest.raises(CommandError, match=r"holds other files\. Name an empty folder"):
        call_command("export_markdown", tmp_path)
    with pytest.raises(CommandError, match=r"is a file\. Name a folder"):
        call_command("export_markdown", tmp_path / "letter.txt")
    assert the_files(tmp_path) == {"letter.txt": b"Dear"}


def test_earlier_export_is_replaced(tmp_path: Path) -> None:
    page = make_page("status")
    make_page("value")
    make_figure("path")
    export_markdown(tmp_path)
    (tmp_path / "docs/own.txt").write_text("Mine")
    Page.objects.filter(pk=page.pk).update(status="archived")
    Figure.objects.all().delete()
    export_markdown(tmp_path)
    assert sorted(the_files(tmp_path)) == [
        "docs/own.txt",
        "docs/value.md",
        "figures.yml",
        "mkdocs.yml",
    ]


def test_page_under_one_that_is_withdrawn_stays_here(tmp_path: Path) -> None:
    section = make_page("system")
    make_page("status", parent=section)
    Page.objects.filter(pk=section.pk).update(status="archived")
    assert export_markdown(tmp_path).pages == 0


# And back


def test_shipped_content_comes_back(tmp_path: Path) -> None:
    bring_in(read_mkdocs(settings.BASE_DIR / "content"))
    comes_back(tmp_path)


def test_imported_site_comes_back(tmp_path: Path) -> None:
    bring_in(read_mkdocs(SITE))
    comes_back(tmp_path)


def test_figures_come_back_as_they_were_encoded(tmp_path: Path) -> None:
    make_page("status", body='![](figure:photo "Ours")')
    make_figure("photo", kind="JPEG", caption="A: “b”", credit="Somebody")
    make_figure("line", alternative_text="", is_decorative=True)
    comes_back(tmp_path)


def test_pages_called_index_and_feedback_come_back(tmp_path: Path) -> None:
    index = make_page("index")
    make_page("readme", parent=index)
    make_page("feedback", shown_in=ShownIn.NOWHERE)
    comes_back(tmp_path)
