#!/usr/bin/env python
"""The site's command line: `python manage.py help` lists what it can do."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import NotSupportedError, OperationalError

from coe_site.postgres.programs import EmbeddedPostgresError

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coe_site.settings")
    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, NotSupportedError) as error:
        # Sentences, that name the variable to change or the PostgreSQL that is too old.
        sys.exit(str(error))
    except OperationalError as error:
        if not isinstance(error.__cause__, EmbeddedPostgresError):
            raise
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)  # as a shell says of a command that Ctrl-C ended
