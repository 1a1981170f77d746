"""Pages whose words would trip YAML, Markdown or links go out and come back all the same."""

import random
from pathlib import Path

import pytest

from pages.lifecycle.publishing import create_page, publish, save_draft
from pages.models import Page, RevisionOrigin, ShownIn
from tests.pages.test_export_markdown import comes_back, make_figure

pytestmark = pytest.mark.django_db

PIECES = [
    *("---", "...", "- a", "? b", "'", '"', "“", "null", "true", "0x1f", "2024-01-01", "a: b"),
    *("#c", "&d", "*e", "!f", "%g", "@h", "`i`", "{{ system_map }}", "{{ contact_email }}"),
    *("é", "𝔘", "\u202e", "\u2028", "\x85", "\ufeff", "  ", "\t", "\x01", "|", ">", "[", "]("),
    *("/p-1/", "[x](/p-2/)", "[y](/p-3/#z)", "![](figure:line)", "<b>", "[m](p-4.md)", "\\"),
    *("[r]: /p-5/", "[^1]", "[^1]: n", "<!-- c -->", "# h", "### h", "```", "~~~", "    ", "**"),
]
BREAKS = ["\n", "\r\n", "\r", " ", "", "\n\n", "\t", "  \n"]


def test_two_hundred_hostile_pages_come_back(tmp_path: Path) -> None:
    dice = random.Random(7)

    def words(most: int) -> str:
        pieces = (dice.choice(PIECES) + dice.choice(BREAKS) for _ in range(dice.randint(0, most)))
        return "".join(pieces)

    make_figure("line")
    made: list[Page | None] = [None]
    for number in range(200):
        page = create_page(
            slug=f"p-{number}",
            parent=dice.choice(made[-5:]) if dice.random() < 0.5 else None,
            shown_in=dice.choice(ShownIn.values),
            feedback=dice.choice(["inherit", "open", "closed", "never"]),
        )
        Page.objects.filter(pk=page.pk).update(
            feedback_introduction=words(8), feedback_afterwards=words(8)
        )
        revision = save_draft(
            page=page,
            by=None,
            title=words(12)[:200] or "x",
            menu_title=words(3)[:60],
            summary=words(12)[:300],
            body=words(40),
            origin=RevisionOrigin.EDITOR,
        )
        publish(revision=revision, by=None)
        made.append(page)
    comes_back(tmp_path)
