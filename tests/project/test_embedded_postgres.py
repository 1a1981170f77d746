"""The embedded PostgreSQL: shared, stopped after its last user, and recovered from every crash."""

import os
import signal
import stat
import sysconfig
from pathlib import Path

import psycopg
import pytest

from tests.postgres_users import (
    User,
    answers,
    ask,
    cluster_of,
    exists,
    is_stopped,
    keeper_pid,
    server_pid,
    sweep,
    wait_until,
)

SITE_PACKAGES = Path(sysconfig.get_paths()["purelib"])


def test_processes_share_one_server_and_the_last_one_out_stops_it(data_dir: Path) -> None:
    first = User(data_dir).joined()
    pid = server_pid(data_dir)
    second = User(data_dir).joined()
    assert server_pid(data_dir) == pid

    first.leave()
    assert ask(data_dir, "SELECT 1") == [(1,)]

    second.leave()
    wait_until(lambda: is_stopped(data_dir), "the server to stop")
    assert not exists(pid)


def test_processes_that_start_at_the_same_moment_share_one_server(data_dir: Path) -> None:
    users = [User(data_dir) for _ in range(4)]
    for user in users:
        user.joined()
    assert ask(data_dir, "SELECT count(*) FROM pg_database WHERE datname = 'coe'") == [(1,)]
    for user in users:
        user.leave()


def test_one_that_comes_while_the_last_one_leaves_is_served(data_dir: Path) -> None:
    User(data_dir).joined().leave()
    for _ in range(5):
        user = User(data_dir).joined()
        assert ask(data_dir, "SELECT 1") == [(1,)]
        user.leave()


def test_it_stops_when_its_last_user_is_killed(data_dir: Path) -> None:
    user = User(data_dir).joined()
    pid = server_pid(data_dir)
    user.kill()
    wait_until(lambda: is_stopped(data_dir), "the server to stop")
    assert not exists(pid)


def test_nothing_committed_is_lost_when_everything_is_killed(data_dir: Path) -> None:
    user = User(data_dir).joined()
    ask(data_dir, "CREATE TABLE kept AS SELECT 42 AS answer")
    server, keeper = server_pid(data_dir), keeper_pid(data_dir)
    for pid in (keeper, server):
        os.kill(pid, signal.SIGKILL)
    user.kill()
    assert (cluster_of(data_dir) / "postmaster.pid").exists()

    again = User(data_dir).joined()

    assert ask(data_dir, "SELECT answer FROM kept") == [(42,)]
    again.leave()


def test_a_pid_left_by_a_crash_may_be_somebody_elses_by_now(data_dir: Path) -> None:
    User(data_dir).joined().leave()
    wait_until(lambda: is_stopped(data_dir), "the server to stop")
    owner = cluster_of(data_dir).stat()
    left = cluster_of(data_dir) / "postmaster.pid"
    left.write_text(f"{os.getpid()}\n{cluster_of(data_dir)}\n1700000000\n5432\n")
    os.chown(left, owner.st_uid, owner.st_gid)

    user = User(data_dir).joined()

    assert server_pid(data_dir) != os.getpid()
    user.leave()


def test_a_server_that_dies_is_started_again_for_its_users(data_dir: Path) -> None:
    user = User(data_dir).joined()
    pid = server_pid(data_dir)
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not exists(pid) and answers(data_dir), "a new server")
    user.leave()


def test_a_keeper_that_dies_is_replaced_by_the_next_user(data_dir: Path) -> None:
    first = User(data_dir).joined()
    pid = server_pid(data_dir)
    os.kill(keeper_pid(data_dir), signal.SIGKILL)
    second = User(data_dir).joined()
    assert server_pid(data_dir) == pid

    first.leave()
    second.leave()

    wait_until(lambda: is_stopped(data_dir), "the adopted server to stop")
    assert not exists(pid)


def test_a_living_user_can_have_server_and_keeper_back(data_dir: Path) -> None:
    user = User(data_dir).joined()
    for pid in (keeper_pid(data_dir), server_pid(data_dir)):
        os.kill(pid, signal.SIGKILL)

    def comes_back() -> bool:
        user.revive()  # as each failed connection does
        return answers(data_dir)

    wait_until(comes_back, "the server to come back")
    user.leave()


@pytest.mark.parametrize("name", ['it\'s a "folder", with spaces', "long" * 50, "ünïcode"])
def test_any_path_will_do(data_dir: Path, name: str) -> None:
    odd = data_dir / name
    user = User(odd).joined()
    assert ask(odd, "SELECT 1") == [(1,)]
    user.leave()
    sweep(odd)


def test_only_its_own_account_can_reach_it(data_dir: Path) -> None:
    user = User(data_dir).joined()
    assert ask(data_dir, "SHOW listen_addresses") == [("",)]
    assert ask(data_dir, "SHOW fsync") == [("on",)]
    (socket_folder,) = ask(data_dir, "SHOW unix_socket_directories")[0]
    assert stat.S_IMODE(Path(socket_folder).stat().st_mode) == 0o700
    with pytest.raises(psycopg.OperationalError, match="Peer authentication failed"):
        psycopg.connect(host=socket_folder, user="somebody", dbname="coe")
    user.leave()


def test_a_folder_of_another_version_is_refused_with_a_way_out(data_dir: Path) -> None:
    (data_dir / "postgres").mkdir(parents=True)
    (data_dir / "postgres" / "PG_VERSION").write_text("16\n")
    said = User(data_dir).leave()
    assert "was made by PostgreSQL 16 and this is 18" in said
    assert "set DATABASE_URL" in said
    assert "Traceback" not in said


def test_a_data_dir_that_cannot_be_written_is_refused_with_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    said = User(tmp_path / "file" / "data").leave()
    assert "The database cannot be kept in" in said
    assert "set DATA_DIR" in said
    assert "Traceback" not in said


def test_an_interrupted_set_up_is_begun_again(data_dir: Path) -> None:
    (data_dir / "postgres.unfinished").mkdir(parents=True)
    (data_dir / "postgres.unfinished" / "half").write_text("a file")
    user = User(data_dir).joined()
    assert not (data_dir / "postgres.unfinished").exists()
    user.leave()
