"""Whether a port is free, and who holds it when it is not.

granian would share a port with another server of the same user, and mix old answers with new.
"""

import shutil
import socket
import subprocess
import time
from pathlib import Path

_LISTENING = "0A"  # how Linux writes the state in its table of sockets


def is_free(address: str, port: int, *, patience: float = 0) -> bool:
    """`patience`: the workers of a server that was just killed need a moment to end.

    Raises PermissionError for a port that only root may have.
    """
    deadline = time.monotonic() + patience
    while not _can_bind(address, port):
        if time.monotonic() >= deadline:
            return False
        time.sleep(0.1)
    return True


def name_holder(port: int) -> str:
    """`granian (process 123)`, or a vaguer word where the system will not tell us."""
    pid = _ask_proc(port) if Path("/proc/net/tcp").exists() else _ask_lsof(port)
    if pid is None:
        return "another program"
    command = _command_of(pid)
    if "--multiprocessing-fork" in command and (parent := _parent_of(pid)):
        pid, command = parent, _command_of(parent)  # a worker of ours: name the server itself
    return f"process {pid} ({command[:120]})" if command else f"process {pid}"


def _can_bind(address: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except PermissionError:
            raise
        except OSError:
            return False
    return True


def _ask_proc(port: int) -> int | None:
    sockets = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        if not Path(table).exists():
            continue
        for row in Path(table).read_text().splitlines()[1:]:
            columns = row.split()
            if columns[3] == _LISTENING and int(columns[1].rpartition(":")[2], 16) == port:
                sockets.add(f"socket:[{columns[9]}]")
    # The lowest number is the oldest: the server itself rather than one of its workers.
    for folder in sorted(Path("/proc").glob("[0-9]*"), key=lambda folder: int(folder.name)):
        try:
            if any(str(link.readlink()) in sockets for link in (folder / "fd").iterdir()):
                return int(folder.name)
        except OSError:
            continue  # gone meanwhile, or not ours to look into
    return None


def _ask_lsof(port: int) -> int | None:
    lsof = shutil.which("lsof") or "/usr/sbin/lsof"
    if not Path(lsof).exists():
        return None
    found = subprocess.run(
        [lsof, "-nP", "-t", f"-iTCP:{port}", "-sTCP:LISTEN"],
        check=False,
        capture_output=True,
        text=True,
    )
    pids = [int(line) for line in found.stdout.split() if line.isdigit()]
    return min(pids, default=None)


def _parent_of(pid: int) -> int | None:
    """From /proc, which slim containers have although they lack `ps`, else from `ps`."""
    try:
        # The second field is the program's name in brackets, which may hold anything.
        parent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1]
    except OSError:
        parent = _ask_ps(pid, "ppid=")
    return int(parent) if parent.isdigit() else None


def _command_of(pid: int) -> str:
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        return b" ".join(words).decode(errors="replace").strip()
    except OSError:
        return _ask_ps(pid, "args=")


def _ask_ps(pid: int, column: str) -> str:
    if not shutil.which("ps"):
        return ""
    listing = subprocess.run(
        ["ps", "-ww", "-p", str(pid), "-o", column], check=False, capture_output=True, text=True
    )
    return listing.stdout.strip()
