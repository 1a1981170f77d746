"""A real PostgreSQL in DATA_DIR for when DATABASE_URL is not set, shared by all our processes.

It starts with its first user and stops after its last one, also when that one is killed.
"""

import contextlib
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg

from coe_site.postgres.cluster import DATABASE, START_PATIENCE, STOP_PATIENCE
from coe_site.postgres.keeper import FAILED, NOTE, READY, read_address
from coe_site.postgres.locks import SHARED, is_locked, locked, take_lock
from coe_site.postgres.programs import EmbeddedPostgresError, find_programs
from coe_site.private_folder import make_private_folder

__all__ = ["Connection", "EmbeddedPostgresError", "ensure_running", "revive"]

_PATIENCE = START_PATIENCE + STOP_PATIENCE  # seconds: the one before us may still be stopping
_PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Connection:
    """What a client needs to know. `server_account` must be at the other end of the socket."""

    host: str
    user: str
    server_account: str
    dbname: str = DATABASE
    port: int = 5432


_known: dict[Path, Connection] = {}
# Open for as long as this process lives, and inherited by its forks: they are users too.
_users_locks: dict[Path, int] = {}
_one_at_a_time = threading.Lock()


def ensure_running(data_dir: Path) -> Connection:
    """Start the server unless it runs; from then on this process keeps it running until it ends."""
    known = _known.get(data_dir)
    if known is None:
        with _one_at_a_time:
            known = _known.get(data_dir) or _join(data_dir)
            _known[data_dir] = known
    return known


def revive(data_dir: Path) -> None:
    """After a failed connection: see that somebody starts the server again, and don't wait for it.

    A server that dies is started again by its keeper; this is for when the keeper died as well.
    """
    with locked(data_dir / "postgres.start", patience=0) as is_ours:
        if is_ours and not is_locked(data_dir / "postgres.keeper"):
            _launch_keeper(data_dir, output=subprocess.DEVNULL).wait()


def _join(data_dir: Path) -> Connection:
    find_programs()  # refuse an unsupported system before anything is written
    try:
        make_private_folder(data_dir)
        if data_dir not in _users_locks:
            users_lock = take_lock(data_dir / "postgres.users", SHARED, patience=_PATIENCE)
            if users_lock is None:
                raise EmbeddedPostgresError(
                    f"The database in {data_dir} has been stopping for {_PATIENCE:.0f} seconds: "
                    f"look into {data_dir / 'postgres.log'}, then run this again."
                )
            _users_locks[data_dir] = users_lock
        with locked(data_dir / "postgres.start", patience=_PATIENCE) as is_ours:
            if not is_ours:
                raise EmbeddedPostgresError(
                    f"Another process has been starting the database in {data_dir} for "
                    f"{_PATIENCE:.0f} seconds: look into {data_dir / 'postgres.log'}."
                )
            if not is_locked(data_dir / "postgres.keeper"):
                _start_keeper(data_dir)
            return _wait_until_it_answers(data_dir)
    except OSError as error:
        raise EmbeddedPostgresError(
            f"The database cannot be kept in {data_dir} ({error.strerror or error}): "
            "put that right, or set DATA_DIR to another folder."
        ) from error


def _start_keeper(data_dir: Path) -> None:
    keeper = _launch_keeper(data_dir, output=subprocess.PIPE)
    assert keeper.stdout is not None  # it is the pipe asked for above
    with keeper, keeper.stdout as reports:
        for report in reports:
            kind, _, text = report.decode(errors="replace").strip().partition(" ")
            if kind == READY:
                return
            if kind == FAILED:
                raise EmbeddedPostgresError(text)
            if kind == NOTE:
                print(text, file=sys.stderr, flush=True)
    # No word at all: another keeper was quicker, or this one was killed. Asking the server tells.


def _launch_keeper(data_dir: Path, *, output: int) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "coe_site.postgres.keeper", data_dir],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.DEVNULL,
        cwd=_PROJECT,
        start_new_session=True,  # a Ctrl-C in the terminal is for the user, not for the keeper
    )


def _wait_until_it_answers(data_dir: Path) -> Connection:
    deadline = time.monotonic() + START_PATIENCE
    while True:
        try:
            host, account, role = read_address(data_dir)
            known = Connection(host=host, user=role, server_account=account)
            with contextlib.closing(
                psycopg.connect(
                    host=known.host,
                    port=known.port,
                    user=known.user,
                    dbname=known.dbname,
                    requirepeer=known.server_account,
                    connect_timeout=5,
                )
            ):
                return known
        except (FileNotFoundError, psycopg.OperationalError) as error:
            if time.monotonic() > deadline:
                raise EmbeddedPostgresError(
                    f"The database in {data_dir} does not answer ({' '.join(str(error).split())}): "
                    f"look into {data_dir / 'postgres.log'}."
                ) from error
            time.sleep(0.1)


def _forget_locks_held_by_other_threads() -> None:
    global _one_at_a_time  # noqa: PLW0603 - a lock cannot be freed by whoever does not hold it
    _one_at_a_time = threading.Lock()


os.register_at_fork(after_in_child=_forget_locks_held_by_other_threads)
