"""`scripts/prepare.sh`: which Python it takes, and what it says when there is none."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.running_site import BASE_DIR


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of its own to make .venv in, where nothing is installed after that.

    The tests use it one after the other: making an environment takes seconds.
    """
    tmp_path = tmp_path_factory.mktemp("prepare")
    folder = tmp_path / "a checkout"
    (folder / "scripts").mkdir(parents=True)
    shutil.copy(BASE_DIR / "scripts" / "prepare.sh", folder / "scripts")
    (folder / "scripts" / "install.py").write_text("import sys; print('then', *sys.argv[1:])\n")
    (tmp_path / "bin").mkdir()
    return folder


def prepare(checkout: Path, shell: str = "sh") -> subprocess.CompletedProcess[str]:
    first = checkout.parent / "bin"
    return subprocess.run(
        [shell, "scripts/prepare.sh", "local"],
        cwd=checkout,
        env=os.environ | {"PATH": f"{first}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def put(checkout: Path, name: str, script: str) -> None:
    program = checkout.parent / "bin" / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def test_a_python_that_does_not_run_is_passed_over(checkout: Path) -> None:
    for name in ("python3.14", "python3.13", "python3"):
        put(checkout, name, "echo 'not installed' >&2; exit 127")

    done = prepare(checkout)

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Python: making .venv with Python 3.1")
    assert str(checkout.parent / "bin") not in done.stdout
    assert done.stdout.splitlines()[-1] == "then local"


def test_an_environment_that_was_moved_is_made_again(checkout: Path) -> None:
    prepare(checkout)
    elsewhere = checkout.with_name("another checkout")
    checkout.rename(elsewhere)

    done = prepare(elsewhere)

    assert done.stdout.startswith("Python: making .venv with Python 3.1"), done.stdout
    elsewhere.rename(checkout)
    assert prepare(checkout).stdout.startswith("Python: making .venv")


def test_a_second_run_says_nothing_of_its_own(checkout: Path) -> None:
    assert prepare(checkout).stdout == "then local\n"


@pytest.mark.parametrize("ruin", ["of another version", "half made"])
def test_an_environment_that_no_longer_works_is_made_again(checkout: Path, ruin: str) -> None:
    python = checkout / ".venv" / "bin" / "python"
    if ruin == "half made":
        for pip in (checkout / ".venv").glob("lib/python3*/site-packages/pip"):
            shutil.rmtree(pip)
    else:
        python.unlink()
        python.write_text("#!/bin/sh\necho 3.9\n")
        python.chmod(0o755)

    done = prepare(checkout)

    assert done.stdout.startswith("Python: making .venv")
    assert done.stdout.splitlines()[-1] == "then local"


def test_without_any_python_it_says_what_to_install(checkout: Path) -> None:
    shutil.rmtree(checkout / ".venv")
    tools = checkout.parent / "bin"
    for python in tools.glob("python*"):
        python.unlink()
    for name in ("dirname", "rm"):
        (tools / name).symlink_to(str(shutil.which(name)))
    put(checkout, "id", "echo 1000")
    script = (checkout / "scripts" / "prepare.sh").read_text()
    nowhere = script.replace(":/usr/local/bin:/opt/homebrew/bin:/usr/bin", "")
    (checkout / "scripts" / "prepare.sh").write_text(nowhere)
    done = subprocess.run(
        [str(shutil.which("sh")), "scripts/prepare.sh", "local"],
        cwd=checkout,
        env={"PATH": str(tools)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == (
        "No working Python 3.11 to 3.14 was found. Install Python 3.11 to 3.14 "
        "(from python.org, or Homebrew on macOS), then run this again.\n"
    )
