"""Configuration, heads, files and addresses of a MkDocs folder."""

from pathlib import Path

import pytest

from pages.mkdocs import SiteDescription, UnreadableSite, read_mkdocs
from pages.models import ShownIn
from tests.pages.mkdocs_folders import SITE, read_files, read_page, write


def paths(site: SiteDescription) -> list[str]:
    return [page.path for page in site.pages]


# mkdocs.yml


def test_whole_fixture_is_read() -> None:
    site = read_mkdocs(SITE)
    assert site.name == "Working with children’s data"
    assert [page.path for page in site.pages if page.refused] == ["search", "admin", "broken-front"]
    assert [file for file, _ in site.missing] == [
        "returns/annual/forgotten.md",
        "../../../etc/passwd.md",
    ]
    assert site.missing[1][1] == "it is in the nav, but leads out of the folder: not followed"
    assert site.notes.problems == [
        "nav: “Data standards” leads to https://standards.example/, which is no page: left out",
        "nav: “Slides” leads to slides.pdf, which is no page: left out",
    ]
    assert len(site.pages) == 34
    assert [(one.name, one.alternative_text) for one in site.figures] == [
        ("path", "The path from a record to a return"),
        ("team-photo", "Three analysts at one desk"),
        ("growth", "Bars that grow by year"),
        ("spacer", ""),
    ]


def test_nav_gives_order_titles_and_sections(tmp_path: Path) -> None:
    nav = "nav:\n- b.md\n- Part one:\n  - First: part/a.md\n- Top: index.md\n"
    files = {"mkdocs.yml": nav, "b.md": "# B", "part/a.md": "# A", "index.md": "# I", "x.md": "X"}
    site = read_files(tmp_path, files)
    assert [(one.path, one.title, one.menu_title, one.shown_in) for one in site.pages] == [
        ("b", "B", "", ShownIn.MENU),
        ("part", "Part one", "", ShownIn.MENU),
        ("part/a", "A", "First", ShownIn.MENU),
        ("", "I", "Top", ShownIn.MENU),
        ("x", "X", "", ShownIn.NOWHERE),
    ]


def test_configuration_is_found_further_down(tmp_path: Path) -> None:
    write(tmp_path, "repo/site/../handbook/mkdocs.yml", "docs_dir: pages")
    write(tmp_path, "repo/handbook/pages/a.md", "A.")
    write(tmp_path, "repo/handbook/deep/mkdocs.yml", "")
    site = read_mkdocs(tmp_path)
    assert paths(site) == ["a"]
    assert site.notes.problems == ["repo/handbook/deep/mkdocs.yml is not read: one site at a time"]


@pytest.mark.parametrize(
    "yaml",
    [
        "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(20)),
        "nav: " + "[" * 5_000,
        "nav:\n" + "".join(f"{'  ' * n}- s:\n" for n in range(60)) + f"{'  ' * 60}- a.md",
        "nav: [" + "x.md," * 20_001 + "]",
        "a: \x00",
        "x" * 1_000_001,
    ],
)
def test_configuration_that_would_grow_without_end_is_refused(tmp_path: Path, yaml: str) -> None:
    with pytest.raises(UnreadableSite):
        read_files(tmp_path, {"mkdocs.yml": yaml, "a.md": "A."})


@pytest.mark.parametrize(
    "tag", ["!!python/object/apply:os.system ['true']", "!!python/name:os.system", "!ENV X", "!x y"]
)
def test_no_tag_runs_anything(tmp_path: Path, tag: str) -> None:
    site = read_files(tmp_path, {"mkdocs.yml": f"site_name: {tag}\n", "a.md": "A."})
    assert (site.name, paths(site)) == ("", ["a"])


def test_nav_of_two_thousand_is_read_in_order(tmp_path: Path) -> None:
    nav = "nav:\n" + "".join(f"- P: p/{n}.md\n" for n in range(2_000))
    site = read_files(tmp_path, {"mkdocs.yml": nav, "p/7.md": "A.", "p/3.md": "B."})
    assert (paths(site), len(site.missing)) == (["p", "p/3", "p/7"], 1_998)


# Heads


@pytest.mark.parametrize(
    ("text", "title", "summary", "body"),
    [
        ("---\ntitle: T\ndescription: D\n---\nW.", "T", "D", "W.\n"),
        ("title: T\nsummary: D\n    goes on\n\nW.", "T", "D goes on", "W.\n"),
        ("Note: this stays.\n\nW.", "Page", "", "Note: this stays.\n\nW.\n"),
        ("Title: T\nNote: no.\n\nW.", "Page", "", "Title: T\nNote: no.\n\nW.\n"),
        ("---\ntitle: [\n---\n# H\n\nW.", "H", "", "W.\n"),
        ("---\ntitle: T\n---\n# H\n\nW.", "H", "", "W.\n"),
        ("---\n\nA rule, not a head.", "Page", "", "---\n\nA rule, not a head.\n"),
    ],
)
def test_head_is_read(tmp_path: Path, text: str, title: str, summary: str, body: str) -> None:
    page = read_page(tmp_path, text)
    assert (page.title, page.summary, page.body) == (title, summary, body)


def test_head_too_long_is_cut_and_said(tmp_path: Path) -> None:
    page = read_page(tmp_path, f"# {'a' * 201}\n")
    assert (page.title, page.notes.problems) == (
        f"{'a' * 199}…",
        ["its title was cut to 200 characters"],
    )


# Files


def test_file_of_five_megabytes_is_refused_and_the_rest_read(tmp_path: Path) -> None:
    site = read_files(tmp_path, {"big.md": "x " * 2_500_000, "a.md": "A."})
    assert {page.path: page.refused for page in site.pages} == {
        "a": "",
        "big": "The file is 5.0 MB. The most is 1 MB: divide it into several pages.",
    }


def test_unreadable_file_is_refused_and_the_rest_read(tmp_path: Path) -> None:
    (tmp_path / "docs" / "gone.md").parent.mkdir()
    (tmp_path / "docs" / "gone.md").symlink_to("nothing.md")
    site = read_files(tmp_path, {"a.md": "A."})
    assert {page.path: page.refused for page in site.pages} == {
        "a": "",
        "gone": "The file can’t be read: No such file or directory.",
    }


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "secret.md", "Secret.")
    write(tmp_path, "elsewhere/b.md", "B.")
    (tmp_path / "site" / "docs").mkdir(parents=True)
    (tmp_path / "site" / "docs" / "a.md").symlink_to(tmp_path / "secret.md")
    (tmp_path / "site" / "docs" / "more").symlink_to(tmp_path / "elsewhere")
    site = read_files(tmp_path / "site", {"c.md": "[s](../../secret.md) ![s](../../secret.png)"})
    assert paths(site) == ["c"]
    assert site.notes.problems == [
        "more is a link to another folder: not followed",
        "a.md is a link out of the folder: not followed",
    ]


def test_file_in_windows_letters_is_read_and_said(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "page.md").write_bytes("Café – “x”".encode("cp1252"))
    page = read_files(tmp_path, {}).pages[0]
    assert (page.body, page.notes.problems) == (
        "Café – “x”\n",
        ["the file is not UTF-8: read as Windows-1252, look at its accents"],
    )


# Addresses


@pytest.mark.parametrize(
    ("file", "path", "old_paths"),
    [
        ("a/b.md", "a/b", ()),
        ("a/index.md", "a", ()),
        ("a/README.md", "a", ()),
        ("My Section/My_Page.md", "my-section/my-page", ("My Section/My_Page",)),
        ("v1.2.md", "v1-2", ("v1.2",)),
        ("Résumé.md", "resume", ("Résumé",)),
        ("数据.md", "page-67677b3d", ("数据",)),
    ],
)
def test_page_stands_where_mkdocs_has_it_or_leads_on_from_there(
    tmp_path: Path, file: str, path: str, old_paths: tuple[str, ...]
) -> None:
    page = read_files(tmp_path, {file: "A."}).pages[-1]
    assert (page.path, page.old_paths) == (path, old_paths)


def test_two_files_never_share_an_address(tmp_path: Path) -> None:
    files = dict.fromkeys(["my-page.md", "My Page.md", "my_page.md", "s.md", "s/index.md"], "A.")
    site = read_files(tmp_path, files)
    assert {page.file: page.path for page in site.pages if not page.refused} == {
        "My Page.md": "my-page-2",
        "my-page.md": "my-page",
        "my_page.md": "my-page-3",
        "s.md": "s",
    }
    assert [page.refused for page in site.pages if page.refused] == ["Its address is that of s.md."]


def test_readme_beside_an_index_is_left(tmp_path: Path) -> None:
    site = read_files(tmp_path, {"index.md": "# I", "README.md": "# R"})
    assert [(page.path, page.title) for page in site.pages] == [("", "I")]


def test_folders_a_hundred_deep_are_refused_one_by_one(tmp_path: Path) -> None:
    site = read_files(tmp_path, {"/".join(["deep-folder"] * 60) + "/a.md": "A.", "b.md": "B."})
    assert "b" in paths(site)


@pytest.mark.parametrize(
    "text", ["[a](a" + " " * 190_000, "<!--" * 40_000, "[a](" + "(" * 190_000, "<a x='" * 30_000]
)
def test_hostile_page_is_refused_before_it_costs_time(tmp_path: Path, text: str) -> None:
    assert read_page(tmp_path, text).refused.startswith("This text is ")


def test_heading_of_spaces_costs_no_time(tmp_path: Path) -> None:
    assert read_page(tmp_path, "# " + " " * 190_000 + "x").title == "x"
