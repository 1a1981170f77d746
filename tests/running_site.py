"""The real site, as `make run` gives it, in a folder of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
PATIENCE = 90  # seconds for the first start: a new database and every page


class RunningSite:
    """One running server, with what it printed."""

    def __init__(self, data_dir: Path, port: int | None = None) -> None:
        self.data_dir = data_dir
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = data_dir.parent / f"{data_dir.name}-{self.port}.log"
        self.environment = clean_environment() | {
            "DATA_DIR": str(data_dir),
            "PORT": str(self.port),
        }

    def start(self) -> None:
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve"],
                cwd=BASE_DIR,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_until(self.answers, what=f"{self.url} to answer\n{self.printed}", site=self)

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=5) as reply:
                return bool(reply.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    @property
    def printed(self) -> str:
        return self.log.read_text() if self.log.exists() else ""

    @property
    def password(self) -> str:
        found = re.search(r"password[:\s]+(\S+)", self.printed, re.IGNORECASE)
        assert found, f"No password was printed:\n{self.printed}"
        return found[1]

    def manage(self, *arguments: str, typed: str | None = None) -> str:
        """What a management command printed, run beside the server."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=BASE_DIR,
            env=self.environment,
            input=typed,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def stop(self, with_signal: int = signal.SIGTERM) -> int:
        self.process.send_signal(with_signal)
        return self.process.wait(timeout=30)


@contextmanager
def running_site(data_dir: Path) -> Iterator[RunningSite]:
    site = RunningSite(data_dir)
    site.start()
    try:
        yield site
    finally:
        if site.process.poll() is None:
            site.stop()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def clean_environment() -> dict[str, str]:
    """This environment without what would steer the site, as a new user would have it."""
    ours = {"DATABASE_URL", "REDIS_URL", "PUBLIC_URL", "TRUSTED_PROXIES", "EMAIL_URL"}
    ours |= {"SECRET_KEY", "PORT", "DATA_DIR", "DEBUG", "DJANGO_SETTINGS_MODULE"}
    return {name: value for name, value in os.environ.items() if name not in ours}


def wait_until(is_so: Callable[[], bool], *, what: str, site: RunningSite | None = None) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        if site and site.process.poll() is not None:
            raise AssertionError(f"The server ended by itself:\n{site.printed}")
        if time.monotonic() > deadline:
            raise AssertionError(f"Waited {PATIENCE} seconds for {what}")
        time.sleep(0.1)
