"""Render the pages again, after the renderer has changed."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from pages.lifecycle.renewing import rebuild_html, rebuild_settings
from pages.mapping import redraw_map
from pages.models import PageRevision


class Command(BaseCommand):
    help = "Renders again every revision that an older renderer made. The words never change."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="every revision, whatever its renderer"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        rebuild_settings()
        redraw_map()
        count = rebuild_html(PageRevision.objects.all() if options["all"] else None)
        if options["verbosity"] > 0:
            self.stdout.write(f"{count} revision{'' if count == 1 else 's'} rendered again.")
