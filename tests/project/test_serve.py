"""`manage.py serve`, the real thing: one line a step, and nothing left behind however it ends."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from coe_site.port import is_free, name_holder
from tests.postgres_users import cluster_of, is_stopped
from tests.project.processes import family
from tests.running_site import BASE_DIR, RunningSite, running_site

PATIENCE = 30.0  # seconds


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("serve") / "data"


@pytest.fixture(scope="module")
def first_printed(data_dir: Path) -> str:
    """What the very first start in this folder printed; it is stopped again by SIGTERM."""
    with running_site(data_dir) as site:
        assert _get(f"{site.url}/healthz") == (200, "ok\n")
        assert _get(f"{site.url}/readyz") == (200, "ready\n")
        everybody = family(site.process.pid)
        assert len(everybody) > 1
        assert site.stop(signal.SIGTERM) == 0
        _wait_until(lambda: not any(map(_is_alive, everybody)), "every process to end")
        _wait_until(lambda: is_stopped(data_dir), "the database to stop")
        return site.printed


@pytest.fixture
def site(data_dir: Path, first_printed: str) -> Iterator[RunningSite]:
    assert first_printed
    with running_site(data_dir) as running:
        yield running


def test_the_first_start_says_each_step_and_the_password_once(first_printed: str) -> None:
    lines = first_printed.splitlines()
    steps = [re.split(r"[:\s]", line, maxsplit=1)[0] for line in lines if not line.startswith("{")]
    assert steps.count("Administrator") == 1
    for step in ("Database", "Content", "Static", "The", "Stopped."):
        assert step in steps
    assert re.search(r"sign in at http://127\.0\.0\.1:\d+/admin/ as admin", first_printed)


def test_a_second_start_asks_nothing_and_keeps_everything(
    site: RunningSite, first_printed: str
) -> None:
    assert "password" not in site.printed
    password = re.search(r"password (\S+)", first_printed)
    assert password
    signed_in = site.manage(
        "shell",
        "-v0",
        "-c",
        "from django.contrib.auth import get_user_model; import sys;"
        f"print(get_user_model().objects.get(username='admin').check_password({password[1]!r}))",
    )
    assert signed_in.strip() == "True"


def test_ctrl_c_ends_everything_with_exit_code_0(site: RunningSite, data_dir: Path) -> None:
    everybody = family(site.process.pid)
    # As a terminal does it: to every process of the foreground group.
    os.killpg(site.process.pid, signal.SIGINT)
    assert site.process.wait(timeout=PATIENCE) == 0
    _wait_until(lambda: not any(map(_is_alive, everybody)), "every process to end")
    _wait_until(lambda: is_stopped(data_dir), "the database to stop")
    assert "Traceback" not in site.printed


def test_a_killed_server_takes_its_workers_along_and_starts_again(
    site: RunningSite, data_dir: Path
) -> None:
    everybody = family(site.process.pid)
    site.process.kill()
    site.process.wait()
    _wait_until(lambda: not any(map(_is_alive, everybody)), "the workers to end")
    again = RunningSite(data_dir, site.port)
    again.start()
    assert again.answers()
    assert again.stop() == 0


def test_a_taken_port_is_named_with_its_holder(site: RunningSite, tmp_path: Path) -> None:
    second = subprocess.run(
        [sys.executable, "manage.py", "serve"],
        cwd=BASE_DIR,
        env=site.environment | {"DATA_DIR": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert second.returncode != 0
    assert f"Port {site.port} is taken by process {site.process.pid} (" in second.stderr
    assert "manage.py serve" in second.stderr
    assert f"PORT={site.port + 1} make run" in second.stderr
    assert "Traceback" not in second.stderr
    assert not cluster_of(tmp_path / "data").exists()


def test_a_port_is_free_until_somebody_listens() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        listener.listen()
        assert not is_free("127.0.0.1", port)
        assert name_holder(port).startswith(f"process {os.getpid()} (")
    assert is_free("127.0.0.1", port)


def _get(address: str) -> tuple[int, str]:
    with urllib.request.urlopen(address, timeout=10) as reply:
        return reply.status, reply.read().decode()


def _is_alive(pid: int) -> bool:
    """A dead child that nobody has collected yet is not alive."""
    state = subprocess.run(
        ["ps", "-p", str(pid), "-o", "stat="], check=False, capture_output=True, text=True
    )
    return bool(state.stdout.strip()) and not state.stdout.strip().startswith("Z")


def _wait_until(is_so, what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, f"Waited {PATIENCE:.0f} seconds for {what}"
        time.sleep(0.1)
