"""The embedded PostgreSQL for root, for an ordinary user, and between the two."""

import os
import pwd
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import psycopg
import pytest

from coe_site.postgres.programs import PACKAGE, find_programs
from tests.conftest import cannot_run
from tests.postgres_users import (
    BASE_DIR,
    User,
    ask,
    cluster_of,
    exists,
    is_stopped,
    server_pid,
    sweep,
    wait_until,
)

SITE_PACKAGES = Path(sysconfig.get_paths()["purelib"])
pytestmark = pytest.mark.needs_root


def test_for_root_a_private_folder_stays_private(tmp_path: Path) -> None:
    """Its home is 0700; nothing of ours may loosen that, so the data go to a system folder."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    before = _modes(home)

    user = User(home / "data").joined()

    assert _modes(home) == before
    cluster = cluster_of(home / "data")
    assert not cluster.is_relative_to(home)
    assert cluster.stat().st_uid != 0
    said = user.leave()
    assert f"The database is kept in {cluster.parent}" in said
    assert said.count("\n") == 1

    again = User(home / "data").joined()
    assert cluster_of(home / "data") == cluster
    assert again.leave() == ""
    sweep(home / "data")


def test_for_root_programs_below_a_private_home_are_copied(tmp_path: Path, data_dir: Path) -> None:
    packages = tmp_path / "packages"
    _copy_programs(packages)
    before = _modes(packages)

    user = User(data_dir, env=os.environ | {"PYTHONPATH": str(packages)}).joined()

    running = Path(f"/proc/{server_pid(data_dir)}/exe").readlink()
    assert not running.is_relative_to(packages)
    assert _modes(packages) == before
    user.leave()


def test_a_socket_folder_that_somebody_else_made_is_refused(data_dir: Path) -> None:
    data_dir.mkdir()
    trap = data_dir / "postgres.socket"
    trap.mkdir(mode=0o777)
    trap.chmod(0o777)
    said = User(data_dir).leave()
    assert "must be a folder that only" in said
    assert "remove it" in said


def test_it_works_the_same_for_an_ordinary_user(data_dir: Path, tmp_path: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    python = _python_for_everybody()
    packages = data_dir.parent / "packages"
    _copy_programs(packages)
    for name in ("psycopg", "psycopg_binary", "psycopg_binary.libs", "typing_extensions.py"):
        _copy(SITE_PACKAGES / name, packages / name)
    shutil.copytree(BASE_DIR / "coe_site", packages / "coe_site")
    data_dir.mkdir()
    os.chown(data_dir, nobody.pw_uid, nobody.pw_gid)

    user = User(
        data_dir,
        python=python,
        cwd=packages,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(packages)},
        user=nobody.pw_uid,
        group=nobody.pw_gid,
        extra_groups=[],
    ).joined()

    assert cluster_of(data_dir).stat().st_uid == nobody.pw_uid
    assert cluster_of(data_dir).parent == data_dir
    pid = server_pid(data_dir)
    # The socket's folder lets root in; PostgreSQL itself does not.
    with pytest.raises(psycopg.OperationalError, match="Peer authentication failed"):
        ask(data_dir, "SELECT 1")
    assert user.leave() == ""
    wait_until(lambda: is_stopped(data_dir), "the server to stop")
    assert not exists(pid)


def _modes(folder: Path) -> list[tuple[Path, int]]:
    return [(path, path.stat().st_mode) for path in (folder, *folder.parents)]


def _copy_programs(packages: Path) -> None:
    programs = find_programs()
    _copy(programs, packages / PACKAGE / programs.name)
    (packages / PACKAGE / "__init__.py").write_text("raise AssertionError('never import this')")
    _copy(SITE_PACKAGES / f"{PACKAGE}.libs", packages / f"{PACKAGE}.libs")
    for details in SITE_PACKAGES.glob(f"{PACKAGE}-*.dist-info"):
        _copy(details, packages / details.name)


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, symlinks=True, ignore=shutil.ignore_patterns("*.a"))
    elif source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)


def _python_for_everybody() -> str:
    """One of this version that an ordinary user may run; ours may be in somebody's home."""
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    nobody = pwd.getpwnam("nobody")
    for python in (sys.executable, f"/usr/bin/{name}", f"/usr/local/bin/{name}"):
        try:
            done = subprocess.run(
                [python, "-c", "import ctypes"],
                check=False,
                capture_output=True,
                cwd="/",
                user=nobody.pw_uid,
                group=nobody.pw_gid,
                extra_groups=[],
            )
        except OSError:
            continue
        if done.returncode == 0:
            return python
    return cannot_run(f"a {name} that other users may run")
