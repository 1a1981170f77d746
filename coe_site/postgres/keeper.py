"""The small process that starts PostgreSQL, again if it dies, and stops it after its last user.

Every user of the database holds a shared lock on one file for as long as it lives, so the keeper
can have that lock to itself only when all of them have ended, however they ended.
"""

import contextlib
import os
import signal
import sys
import time
from pathlib import Path
from types import FrameType

from coe_site.postgres.cluster import Cluster
from coe_site.postgres.locks import EXCLUSIVE, take_lock
from coe_site.postgres.place import Place, choose_place
from coe_site.postgres.programs import EmbeddedPostgresError

READY, NOTE, FAILED = "ready", "note", "failed"
_LOOK_EVERY = 0.25  # seconds
_LOG_LIMIT = 10_000_000  # bytes


def keep(data_dir: Path) -> None:
    """Runs until the last user has gone. Reports to the process that launched it, by its output."""
    # The folders PostgreSQL's account must pass through, when it is not ours, are made first.
    os.umask(0o022)
    # Never a child for the launcher to collect: it may live for less, or much more, than we do.
    if os.fork():
        os._exit(0)
    keeper_lock = take_lock(data_dir / "postgres.keeper", EXCLUSIVE, patience=2)
    if keeper_lock is None:
        return
    signal.signal(signal.SIGTERM, _end)
    try:
        place = choose_place(data_dir, announce=lambda text: _report(NOTE, text))
        os.umask(0o077)
        _keep_log_small(place.log)
        cluster = Cluster(place, announce=lambda text: _report(NOTE, text))
        cluster.prepare()
        try:
            cluster.start()
            cluster.create_database()
            _publish_address(data_dir, place)
            _report(READY)
            _let_go_of_the_launcher(place.log)
            users_lock = _wait_for_the_last_user(data_dir, cluster)
        finally:
            cluster.stop()
    except EmbeddedPostgresError as error:
        _report(FAILED, str(error))
    except OSError as error:
        _report(
            FAILED,
            f"The database cannot be kept in {data_dir} ({error}): "
            "put that right, or set DATA_DIR to another folder.",
        )
    else:
        # In this order: whoever gets the users' lock next must see that there is no keeper.
        os.close(keeper_lock)
        if users_lock is not None:
            os.close(users_lock)


def read_address(data_dir: Path) -> tuple[str, str, str]:
    """Socket folder, the account PostgreSQL runs as, and our role in it."""
    socket, account, role = (data_dir / "postgres.address").read_text().splitlines()
    return socket, account, role


def _publish_address(data_dir: Path, place: Place) -> None:
    draft = data_dir / "postgres.address.draft"
    draft.write_text(f"{place.socket}\n{place.account.name}\n{place.account.role}\n")
    draft.rename(data_dir / "postgres.address")


def _wait_for_the_last_user(data_dir: Path, cluster: Cluster) -> int | None:
    while (users_lock := take_lock(data_dir / "postgres.users", EXCLUSIVE)) is None:
        time.sleep(_LOOK_EVERY)
        if not cluster.is_running():
            try:
                cluster.start()
            except EmbeddedPostgresError as error:
                # A full disk may be given room again: keep trying while anyone waits for it.
                print(error, file=sys.stderr, flush=True)
                time.sleep(5)
    return users_lock


def _report(kind: str, text: str = "") -> None:
    with contextlib.suppress(OSError):  # the launcher may have been killed meanwhile
        os.write(sys.stdout.fileno(), f"{kind} {text}\n".encode())


def _let_go_of_the_launcher(log: Path) -> None:
    descriptor = os.open(log, os.O_WRONLY | os.O_APPEND)
    os.dup2(descriptor, sys.stdout.fileno())
    os.dup2(descriptor, sys.stderr.fileno())
    os.close(descriptor)


def _keep_log_small(log: Path) -> None:
    if log.exists() and log.stat().st_size > _LOG_LIMIT:
        log.replace(log.with_name("postgres.log.old"))


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


if __name__ == "__main__":
    keep(Path(sys.argv[1]))
