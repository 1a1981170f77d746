"""Write the published pages out as a MkDocs folder."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from pages.exporting import ExportRefused, export_markdown

_HELP = """\
Writes every published page to a folder that MkDocs can build: docs/**.md with front matter,
mkdocs.yml with the pages in their order, docs/figures/ with the pictures and figures.yml with
their words. import_mkdocs takes the folder back, byte for byte.

The folder must be empty, not there yet, or hold an earlier export, which is replaced.

Not in it: drafts, withdrawn pages and history; old addresses; the values of site settings and the
parts of the system map, which pages ask for by {{ name }}; feedback and people.
"""


class Command(BaseCommand):
    help = _HELP

    def create_parser(self, prog_name: str, subcommand: str, **options: Any) -> Any:
        parser = super().create_parser(prog_name, subcommand, **options)
        parser.formatter_class = RawDescriptionHelpFormatter
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="where to write: an empty folder")

    def handle(self, *_args: Any, folder: Path, verbosity: int, **_options: Any) -> None:
        try:
            done = export_markdown(folder)
        except ExportRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"{error.filename} can’t be written: {error.strerror}.") from error
        if verbosity > 0:
            self.stdout.write(f"{done.pages} pages and {done.figures} figures are in {folder}.")
            for address in done.links_as_typed:
                self.stdout.write(
                    f"{address} keeps its links as they are: they would not come back."
                )
