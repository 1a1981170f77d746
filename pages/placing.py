"""Where an export says a page stands and what it asks of feedback, beside what the site has."""

from dataclasses import asdict

from pages.mkdocs import PageSource
from pages.models import Page


def say_if_placed_otherwise(page: Page, source: PageSource) -> None:
    """The site's order, menus and feedback may be staff's: nothing is lost without a word."""
    if any(getattr(page, name) != value for name, value in _said(source).items()):
        source.notes.problem(
            "its menu or its feedback is not as the folder has it: left so. --places takes the "
            "folder’s"
        )


def place_as_said(page: Page, source: PageSource) -> bool:
    """Whether anything had to change."""
    said = _said(source) | {"position": source.position}
    changed = [name for name, value in said.items() if getattr(page, name) != value]
    if not changed:
        return False
    for name in changed:
        setattr(page, name, said[name])
    page.full_clean()
    page.save(update_fields=[*changed, "updated_at"])
    source.notes.changed("place in the menu or feedback taken from the folder")
    return True


def _said(source: PageSource) -> dict[str, object]:
    return {"shown_in": source.shown_in} | asdict(source.feedback)
