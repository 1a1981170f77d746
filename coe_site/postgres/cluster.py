"""One PostgreSQL data folder and its server process: made, started, watched and stopped."""

import contextlib
import locale
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from coe_site.postgres.place import Announce, Place
from coe_site.postgres.process import explain, is_postmaster, process_exists
from coe_site.postgres.programs import (
    MAJOR_VERSION,
    EmbeddedPostgresError,
    private_environment,
    run_program,
)

DATABASE = "coe"
START_PATIENCE = 60.0  # seconds for the server to begin
RECOVERY_PATIENCE = 900.0  # seconds for a server that is repairing itself after a crash
STOP_PATIENCE = 60.0  # seconds for a tidy stop, before an immediate one
_LOOK_EVERY = 0.02  # seconds


class Cluster:
    def __init__(self, place: Place, announce: Announce) -> None:
        self.place = place
        self.announce = announce
        self.child: subprocess.Popen[bytes] | None = None
        self.pid: int | None = None
        self._log_begins = 0

    def prepare(self) -> None:
        """Make the data folder unless it is there: complete or not at all, whatever interrupts."""
        folder, account = self.place.cluster, self.place.account
        if folder.exists():
            self._refuse_unless_ours(folder)
            return
        unfinished = folder.with_name("postgres.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        if account.is_other:
            os.chown(unfinished, account.uid, account.gid)
        made = run_program(
            [
                self.place.programs / "bin" / "initdb",
                f"--pgdata={unfinished}",
                f"--username={account.role}",
                "--auth-local=peer",
                "--auth-host=reject",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                f"--lc-ctype={_character_types()}",
                "--no-instructions",
            ],
            account,
        )
        if made.returncode != 0:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise EmbeddedPostgresError(explain(made.stderr, self.place, "could not be set up"))
        unfinished.rename(folder)

    def start(self) -> None:
        """Start the server, or take over the one that a keeper who died left running."""
        deadline = time.monotonic() + START_PATIENCE
        while not self._start_once(deadline):
            # The processes of a server that was just killed may need a moment to leave.
            if time.monotonic() > deadline:
                raise EmbeddedPostgresError(explain(self._read_log(), self.place, "did not start"))
            time.sleep(0.5)

    def is_running(self) -> bool:
        if self.child is not None:
            return self.child.poll() is None
        return self.pid is not None and process_exists(self.pid)

    def create_database(self) -> None:
        """The site's own database; harmless when it is already there."""
        place = self.place
        created = subprocess.run(
            [
                place.programs / "bin" / "createdb",
                f"--host={place.socket}",
                f"--username={place.account.role}",
                "--maintenance-db=postgres",
                DATABASE,
            ],
            check=False,
            capture_output=True,
            text=True,
            errors="replace",
            stdin=subprocess.DEVNULL,
            env=private_environment(),
        )
        if created.returncode != 0 and "already exists" not in created.stderr:
            raise EmbeddedPostgresError(explain(created.stderr, place, "refused the database"))

    def stop(self) -> None:
        """Clients are sent away and everything is written to disk first ("fast" shutdown)."""
        if self.pid is None:
            return
        for polite, patience in ((signal.SIGINT, STOP_PATIENCE), (signal.SIGQUIT, 10.0)):
            if not self.is_running():
                break
            os.kill(self.pid, polite)
            deadline = time.monotonic() + patience
            while self.is_running() and time.monotonic() < deadline:
                time.sleep(_LOOK_EVERY)
        with contextlib.suppress(OSError):
            self.place.socket.rmdir()  # it may be in /tmp, where others wonder what it is

    def _start_once(self, deadline: float) -> bool:
        """False when it ended at once for a reason that may pass."""
        self.child = None
        self.pid = self._find_running()
        if self.pid is None:
            self.child = self._launch()
            self.pid = self.child.pid
        is_told = False
        while self.is_running():
            status = self._read_status()
            if status[:1] == [str(self.pid)] and status[-1].strip() == "ready":
                return True
            if time.monotonic() > deadline:
                if not is_told:
                    self.announce("The database is repairing itself after a crash; please wait.")
                    is_told, deadline = True, deadline + RECOVERY_PATIENCE
                else:
                    raise EmbeddedPostgresError(
                        f"PostgreSQL is still not ready; its log is {self.place.log}."
                    )
            time.sleep(_LOOK_EVERY)
        reason = self._read_log()
        if any(passing in reason for passing in ("still in use", "lock file", "Is another")):
            return False
        raise EmbeddedPostgresError(explain(reason, self.place, "did not start"))

    def _launch(self) -> "subprocess.Popen[bytes]":
        place, account = self.place, self.place.account
        # Eight connections for each web worker, and room for commands.
        connections = (os.cpu_count() or 1) * 8 + 60
        options = {
            "listen_addresses": "",
            "unix_socket_directories": str(place.socket),
            "unix_socket_permissions": "0700",
            "max_connections": str(connections),
            "logging_collector": "off",
            # People's words and addresses must not reach the log through a failing statement.
            "log_min_error_statement": "panic",
            "log_error_verbosity": "terse",
            "log_line_prefix": "%m [%p] ",
            "log_checkpoints": "off",
        }
        with place.log.open("ab") as log:
            self._log_begins = log.tell()
            return subprocess.Popen(
                [
                    place.programs / "bin" / "postgres",
                    "-D",
                    place.cluster,
                    *(f"--{name}={value}" for name, value in options.items()),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=private_environment(),
                user=account.becomes_user,
                group=account.becomes_group,
                extra_groups=account.becomes_groups,
            )

    def _find_running(self) -> int | None:
        """The living server of this folder. A number left by a crash may be somebody else's now."""
        status = self._read_status()
        if not status or not status[0].isdigit():
            return None
        pid = int(status[0])
        if is_postmaster(pid, self.place.cluster):
            return pid
        (self.place.cluster / "postmaster.pid").unlink(missing_ok=True)
        for socket in self.place.socket.glob(".s.PGSQL.*"):
            socket.unlink()
        return None

    def _read_log(self) -> str:
        """What the server wrote since this keeper launched it."""
        with self.place.log.open("rb") as log:
            log.seek(self._log_begins)
            return log.read(20_000).decode(errors="replace")

    def _read_status(self) -> list[str]:
        try:
            return (self.place.cluster / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []

    def _refuse_unless_ours(self, folder: Path) -> None:
        try:
            major = (folder / "PG_VERSION").read_text().strip()
            owner = folder.stat().st_uid
        except OSError as error:
            raise EmbeddedPostgresError(
                f"{folder} cannot be read as a PostgreSQL data folder "
                f"({error.strerror}): move it away, or set DATA_DIR to another folder."
            ) from None
        if major != MAJOR_VERSION:
            raise EmbeddedPostgresError(
                f"{folder} was made by PostgreSQL {major} and this is {MAJOR_VERSION}: move the "
                "folder away and restore a dump, or set DATABASE_URL to a server that can read it."
            )
        if owner != self.place.account.uid:
            raise EmbeddedPostgresError(
                f"{folder} belongs to user number {owner}, not to {self.place.account.name}: "
                "run this as the user who made it, or set DATA_DIR to another folder."
            )


def _character_types() -> str:
    """What a letter is, for the search parser: with plain C the ’ of children’s counts as one."""
    for name in ("C.UTF-8", "en_GB.UTF-8", "en_US.UTF-8"):
        try:
            locale.setlocale(locale.LC_CTYPE, name)
        except locale.Error:
            continue
        return name
    return "C"
