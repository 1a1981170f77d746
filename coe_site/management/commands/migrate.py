"""Django's own migrate, one at a time: two at once would trip over each other's tables."""

from typing import Any

from django.core.management.commands.migrate import Command as DjangoCommand

from coe_site.turns import our_turn


class Command(DjangoCommand):
    def handle(self, *args: Any, **options: Any) -> None:
        with our_turn(options["database"]):
            super().handle(*args, **options)
