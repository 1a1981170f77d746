"""Web workers that were killed are replaced however often; those that cannot start are not."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project.processes import workers
from tests.running_site import BASE_DIR, RunningSite, free_port, running_site, wait_until

# Python reads this file before anything else: no worker finds the application.
NO_APPLICATION = """
import sys
if "--multiprocessing-fork" in sys.orig_argv:
    sys.modules["coe_site.wsgi"] = None
"""


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workers") / "data"


@pytest.fixture
def site(data_dir: Path) -> Iterator[RunningSite]:
    with running_site(data_dir) as running:
        yield running


def test_workers_killed_again_and_again_are_replaced(site: RunningSite) -> None:
    usual = len(workers(site.process.pid))
    for _ in range(6):
        wait_until(lambda: workers(site.process.pid) != [], what="a worker", site=site)
        os.kill(workers(site.process.pid)[-1], signal.SIGKILL)
    wait_until(lambda: len(workers(site.process.pid)) == usual, what="all workers", site=site)
    wait_until(site.answers, what="an answer", site=site)


def test_workers_that_cannot_start_end_the_server(site: RunningSite, tmp_path: Path) -> None:
    """Beside the running site, whose database is there already."""
    (tmp_path / "sitecustomize.py").write_text(NO_APPLICATION)
    environment = {"PYTHONPATH": str(tmp_path), "PORT": str(free_port())}
    ended = subprocess.run(
        [sys.executable, "manage.py", "serve"],
        cwd=BASE_DIR,
        env=site.environment | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == 1
    assert "The web workers keep failing; their complaints are above." in ended.stderr
