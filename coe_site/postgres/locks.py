"""Locks on files: held for as long as the process lives, and given up however it dies."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SHARED = fcntl.LOCK_SH
EXCLUSIVE = fcntl.LOCK_EX
_LOOK_EVERY = 0.02  # seconds


def take_lock(path: Path, kind: int, *, patience: float = 0) -> int | None:
    """The descriptor that holds the lock, or None when others still held it after `patience`."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                os.close(descriptor)
                return None
            time.sleep(_LOOK_EVERY)
        else:
            return descriptor


def is_locked(path: Path) -> bool:
    """Whether anybody holds it exclusively. Lookers share a lock, so that they don't clash."""
    descriptor = take_lock(path, SHARED)
    if descriptor is None:
        return True
    os.close(descriptor)
    return False


@contextmanager
def locked(path: Path, *, patience: float) -> Iterator[bool]:
    descriptor = take_lock(path, EXCLUSIVE, patience=patience)
    try:
        yield descriptor is not None
    finally:
        if descriptor is not None:
            os.close(descriptor)
