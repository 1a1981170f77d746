"""However the server is told to end, it ends, and takes with it all that it started."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running_site import BASE_DIR, RunningSite, free_port, wait_until


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("endings") / "data"


def processes_of(data_dir: Path) -> list[str]:
    """What runs with this DATA_DIR in its environment or its command line."""
    return [
        command[:100]
        for folder in Path("/proc").glob("[0-9]*")
        if folder.name != str(os.getpid())
        and str(data_dir) in _read(folder / "environ") + (command := _read(folder / "cmdline"))
    ]


def assert_all_gone(data_dir: Path) -> None:
    wait_until(lambda: processes_of(data_dir) == [], what="everything to end")


def test_signals_close_together_end_it_all_the_same(data_dir: Path) -> None:
    site = RunningSite(data_dir)
    for _ in range(5):
        site.start()
        for _ in range(3):
            os.kill(site.process.pid, signal.SIGTERM)

        assert site.process.wait(timeout=15) == 0
    assert_all_gone(data_dir)


def test_a_closed_terminal_ends_it(data_dir: Path) -> None:
    site = RunningSite(data_dir)
    site.start()

    os.killpg(site.process.pid, signal.SIGHUP)

    site.process.wait(timeout=15)
    assert_all_gone(data_dir)


def test_the_database_ends_too_when_its_keeper_was_killed(data_dir: Path) -> None:
    site = RunningSite(data_dir)
    site.start()
    (keeper,) = [
        int(folder.name)
        for folder in Path("/proc").glob("[0-9]*")
        if f"coe_site.postgres.keeper {data_dir}" in _read(folder / "cmdline")
    ]
    os.kill(keeper, signal.SIGKILL)

    assert site.stop() == 0

    assert_all_gone(data_dir)


def test_sites_that_start_together_on_an_empty_database_all_serve(tmp_path: Path) -> None:
    sites = [RunningSite(tmp_path / "data") for _ in range(2)]
    for site in sites:
        with site.log.open("w") as log:
            site.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve"],
                cwd=BASE_DIR,
                env=site.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
    try:
        for site in sites:
            wait_until(site.answers, what=f"{site.url}\n{site.printed}", site=site)
        assert sum("with the password" in site.printed for site in sites) == 1
    finally:
        for site in sites:
            site.stop()
    assert_all_gone(tmp_path / "data")


def test_only_this_machine_is_served_without_https(data_dir: Path) -> None:
    done = _serve(RunningSite(data_dir, free_port()).environment, "--bind", "0.0.0.0")

    assert done.returncode != 0
    assert "set PUBLIC_URL" in done.stderr


def test_a_database_that_does_not_answer_is_named_with_the_reason(data_dir: Path) -> None:
    away = {"DATABASE_URL": "postgresql://u:p@127.0.0.1:1/none", "SECRET_KEY": "x" * 50}
    done = _serve(RunningSite(data_dir, free_port()).environment | away)

    assert done.returncode != 0
    assert "DATABASE_URL names a database that cannot be used" in done.stderr
    assert "Connection refused" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def _serve(environment: dict[str, str], *options: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "manage.py", "serve", *options],
        cwd=BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def _read(path: Path) -> str:
    """Words between spaces; nothing of a process that has just ended or is not ours."""
    try:
        return path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""
