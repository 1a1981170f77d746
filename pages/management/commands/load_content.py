"""Bring the pages the site starts with into the database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from pages.importing import Outcome, bring_in, what_is_known
from pages.mapping import link_first_aspects
from pages.mkdocs import UnreadableSite, read_mkdocs
from pages.models import RevisionOrigin


class Command(BaseCommand):
    help = (
        "Brings content/ into the site. Safe to repeat: unchanged pages stay as they are, and "
        "pages that staff have edited are left alone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            default=settings.BASE_DIR / "content",
            help="a folder with a mkdocs.yml (default: content/)",
        )

    def handle(self, *_args: Any, folder: Path, verbosity: int, **_options: Any) -> None:
        try:
            site = read_mkdocs(folder, known=what_is_known())
        except UnreadableSite as error:
            raise CommandError(str(error)) from error
        reports = bring_in(
            site,
            change_note="Brought in with the site’s own content.",
            origin=RevisionOrigin.START,
        )
        link_first_aspects(
            new_pages=[one.path for one in reports if one.outcome == Outcome.CREATED]
        )
        if verbosity > 0:
            for report in reports:
                self.stdout.write(str(report))
        bad = {Outcome.REFUSED, Outcome.MISSING}
        if refused := [str(report) for report in reports if report.outcome in bad]:
            raise CommandError("Some pages were refused:\n" + "\n".join(refused))
