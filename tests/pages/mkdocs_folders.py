"""MkDocs folders for the tests: the large one with all the oddities, and small ones."""

from pathlib import Path

from pages.mkdocs import NOTHING_KNOWN, Known, PageSource, SiteDescription, read_mkdocs

SITE = Path(__file__).parent / "fixtures" / "mkdocs_site"


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def read_files(
    folder: Path, files: dict[str, str], *, known: Known = NOTHING_KNOWN
) -> SiteDescription:
    """A site of these files in docs/, without a nav unless one of them is mkdocs.yml."""
    write(folder, "mkdocs.yml", "site_name: A site\n")
    for name, text in files.items():
        write(folder, name if name == "mkdocs.yml" else f"docs/{name}", text)
    return read_mkdocs(folder, known=known)


def read_page(
    folder: Path, text: str, more: dict[str, str] | None = None, *, known: Known = NOTHING_KNOWN
) -> PageSource:
    """One page, `page.md`, among more files."""
    site = read_files(folder, {"page.md": text} | (more or {}), known=known)
    return next(page for page in site.pages if page.path == "page")


def body_of(folder: Path, text: str, more: dict[str, str] | None = None) -> str:
    return read_page(folder, text, more).body
