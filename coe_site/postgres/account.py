"""The operating-system account PostgreSQL runs as: our own, or, for root, an unprivileged one."""

import os
import pwd
from dataclasses import dataclass

# PostgreSQL refuses to run as root. Accounts that exist are used; none is ever created.
UNPRIVILEGED = ("postgres", "_postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """`role` is the database role of the processes that connect: they stay who they are."""

    name: str
    uid: int
    gid: int
    role: str
    is_other: bool

    @property
    def becomes_user(self) -> int | None:
        return self.uid if self.is_other else None

    @property
    def becomes_group(self) -> int | None:
        return self.gid if self.is_other else None

    @property
    def becomes_groups(self) -> list[int] | None:
        return [] if self.is_other else None


def choose_account() -> Account | None:
    """None when this process runs under a number that no account has."""
    try:
        own = pwd.getpwuid(os.geteuid())
    except KeyError:
        return None
    if own.pw_uid != 0:
        return Account(own.pw_name, own.pw_uid, own.pw_gid, own.pw_name, is_other=False)
    for name in UNPRIVILEGED:
        try:
            other = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(other.pw_name, other.pw_uid, other.pw_gid, own.pw_name, is_other=True)
    return None
