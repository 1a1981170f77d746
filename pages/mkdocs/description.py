"""What a folder says of a site: its pages and figures, ready to bring in, and what is wrong."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pages.mkdocs.notes import Notes
from pages.models import FeedbackState, ShownIn


class UnreadableSite(Exception):  # noqa: N818 - it reads as English
    """The folder can't be read as a MkDocs site; the message says which file and why."""


@dataclass(frozen=True, slots=True)
class FeedbackSource:
    """What a page says of feedback, as the model has it."""

    feedback: str = FeedbackState.INHERIT
    feedback_opens_at: datetime | None = None
    feedback_closes_at: datetime | None = None
    feedback_introduction: str = ""
    feedback_afterwards: str = ""


@dataclass(frozen=True, slots=True)
class PageSource:
    """One page as the folder has it. `refused` says why it can't come in, when it can't."""

    path: str
    position: int
    title: str
    body: str = ""
    summary: str = ""
    menu_title: str = ""
    shown_in: str = ShownIn.MENU
    feedback: FeedbackSource = field(default_factory=FeedbackSource)
    old_paths: tuple[str, ...] = ()
    file: str = ""
    notes: Notes = field(default_factory=Notes)
    refused: str = ""
    is_draft: bool = False  # its head says that readers should not have it yet

    @property
    def slug(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def parent_path(self) -> str:
        return self.path.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class FigureSource:
    """A picture that pages of the folder show, by the name they call it by."""

    name: str
    file: Path
    alternative_text: str = ""
    is_decorative: bool = False
    caption: str = ""
    credit: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class SiteDescription:
    """A site to bring in. Every page comes after the one it sits under."""

    name: str
    pages: tuple[PageSource, ...]
    figures: tuple[FigureSource, ...] = ()
    notes: Notes = field(default_factory=Notes)
    missing: tuple[tuple[str, str], ...] = ()
    is_export: bool = False
