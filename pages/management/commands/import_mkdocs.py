"""Bring a MkDocs site into this one, and say page by page what became of it."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from pages.importing import Outcome, PageReport, bring_in, counted, try_to_bring_in, what_is_known
from pages.mkdocs import SiteDescription, UnreadableSite, read_mkdocs

_HELP = """\
Brings a MkDocs folder into the site: mkdocs.yml, docs/**.md and the pictures they show.

New pages become drafts; changed ones get a new draft beside the text readers see. With --publish
they go before readers at once, and so do drafts that an earlier import left.

A page is replaced while all of its words came from load_content or an import. One that staff have
written, scheduled or withdrawn is left alone and named. Its place in the menu, its order and its
feedback are set when the page is made, and belong to staff from then on. With --places a folder
that export_markdown wrote sets them again: use it to make a new site the same as another.

Files that are not in the nav come in too, shown in no menu. A page whose address the site can't
have, such as one with capitals, gets another, to which the old one leads on.

The site's name, theme, plugins and other files of the folder are not brought in. Nothing is
fetched from elsewhere.
"""


class Command(BaseCommand):
    help = _HELP

    def create_parser(self, prog_name: str, subcommand: str, **options: Any) -> Any:
        parser = super().create_parser(prog_name, subcommand, **options)
        parser.formatter_class = RawDescriptionHelpFormatter
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="a folder with a mkdocs.yml in it or below")
        parser.add_argument(
            "--dry-run", action="store_true", help="say all that would happen, and change nothing"
        )
        parser.add_argument(
            "--publish", action="store_true", help="put the pages before readers, not in drafts"
        )

        parser.add_argument(
            "--places",
            action="store_true",
            help="for a folder that export_markdown wrote: take its order, menus and feedback "
            "for pages the site has already, too",
        )

    def handle(
        self,
        *_args: Any,
        folder: Path,
        dry_run: bool,
        publish: bool,
        places: bool,
        **options: Any,
    ) -> None:
        self._is_quiet = options["verbosity"] == 0
        try:
            site = read_mkdocs(folder, known=what_is_known(), progress=self._progress("Reading"))
        except UnreadableSite as error:
            raise CommandError(str(error)) from error
        if places and not site.is_export:
            raise CommandError(
                "--places is for a folder that export_markdown wrote; this is not one."
            )
        if dry_run:
            reports = try_to_bring_in(site, is_publishing=publish, is_placing=places)
        else:
            reports = bring_in(
                site,
                is_publishing=publish,
                is_placing=places,
                change_note="Brought in from a MkDocs folder.",
                progress=self._progress("Bringing in"),
            )
        if not self._is_quiet:
            self._report(site, reports, is_dry_run=dry_run)

    def _report(
        self, site: SiteDescription, reports: list[PageReport], *, is_dry_run: bool
    ) -> None:
        for report in reports:
            file = f" ({report.file})" if report.file else ""
            self.stdout.write(f"{report}{file}")
            for line in report.notes.lines():
                self.stdout.write(f"    {line}")
        if lines := site.notes.lines():
            self.stdout.write("The folder as a whole")
            for line in lines:
                self.stdout.write(f"    {line}")
        counts = ", ".join(f"{count} {outcome}" for outcome, count in counted(reports).items())
        self.stdout.write(f"{counts or 'No pages'}.")
        problems = sum(len(report.notes.problems) for report in reports)
        problems += len(site.notes.problems)
        if problems:
            self.stdout.write(f"To look at: {problems}.")
        if is_dry_run:
            self.stdout.write("This was a dry run: nothing was changed.")
        elif any(report.outcome in {Outcome.CREATED, Outcome.UPDATED} for report in reports):
            self.stdout.write("See them in the staff site, under Pages.")

    def _progress(self, doing: str) -> Any:
        """A line that counts, where somebody watches; never in a file or a pipe."""
        if self._is_quiet or not self.stderr.isatty():
            return None

        def say(number: int, total: int) -> None:
            ending = "\n" if number == total else ""
            self.stderr.write(f"\r{doing} {number} of {total}", ending=ending)
            self.stderr.flush()

        return say
