"""Processes that use the embedded PostgreSQL, for tests to watch them share, die and restart."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

from coe_site.postgres.keeper import read_address
from coe_site.postgres.locks import is_locked
from coe_site.postgres.place import read_elsewhere

BASE_DIR = Path(__file__).resolve().parent.parent
PATIENCE = 30.0  # seconds

_SCRIPT = """
import sys
from pathlib import Path
from coe_site.embedded_postgres import EmbeddedPostgresError, ensure_running, revive
data_dir = Path(sys.argv[1])
try:
    print(ensure_running(data_dir).host, flush=True)
except EmbeddedPostgresError as error:
    sys.exit(str(error))
for line in sys.stdin:
    revive(data_dir)
    print("revived", flush=True)
"""


class User:
    """One process that keeps the database running for as long as it lives."""

    def __init__(self, data_dir: Path, *, python: str = sys.executable, **options: Any) -> None:
        self.data_dir = data_dir
        self.process = subprocess.Popen(
            [python, "-c", _SCRIPT, data_dir],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **({"cwd": BASE_DIR} | options),
        )

    def joined(self) -> "User":
        """Waits until it has the server; fails with what it complained of."""
        assert self._hear(), self.process.communicate()[1]
        return self

    def revive(self) -> None:
        assert self.process.stdin
        self.process.stdin.write("please\n")
        self.process.stdin.flush()
        assert self._hear() == "revived"

    def leave(self) -> str:
        """Ends in the ordinary way; returns what it wrote to stderr."""
        return self.process.communicate(timeout=PATIENCE)[1]

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()

    def _hear(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()


def cluster_of(data_dir: Path) -> Path:
    return (read_elsewhere(data_dir) or data_dir) / "postgres"


def server_pid(data_dir: Path) -> int:
    return int((cluster_of(data_dir) / "postmaster.pid").read_text().splitlines()[0])


def keeper_pid(data_dir: Path) -> int:
    """Whoever is the parent of the server, which its keeper launched."""
    stat = Path(f"/proc/{server_pid(data_dir)}/stat")
    if stat.exists():
        return int(stat.read_text().rpartition(")")[2].split()[1])
    listing = ["ps", "-p", str(server_pid(data_dir)), "-o", "ppid="]
    return int(subprocess.run(listing, check=True, capture_output=True, text=True).stdout)


def ask(data_dir: Path, query: str) -> Any:
    host, account, role = read_address(data_dir)
    with psycopg.connect(
        host=host, user=role, dbname="coe", requirepeer=account, connect_timeout=5
    ) as connection:
        rows = connection.execute(query.encode())
        return rows.fetchall() if rows.description else None


def is_stopped(data_dir: Path) -> bool:
    """Server and keeper are both gone."""
    is_kept = is_locked(data_dir / "postgres.keeper")
    return not is_kept and not (cluster_of(data_dir) / "postmaster.pid").exists()


def sweep(data_dir: Path) -> None:
    """Waits for the end of the server, and removes what lies elsewhere."""
    if (data_dir / "postgres.keeper").exists():
        wait_until(lambda: is_stopped(data_dir), "the server to stop after its test")
        if elsewhere := read_elsewhere(data_dir):
            shutil.rmtree(elsewhere)


def wait_until(is_so: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, f"Waited {PATIENCE:.0f} seconds for {what}"
        time.sleep(0.05)


def answers(data_dir: Path) -> bool:
    try:
        return bool(ask(data_dir, "SELECT 1"))
    except psycopg.OperationalError:
        return False


def exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
