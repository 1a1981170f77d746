"""The processes a running server is made of."""

import subprocess


def children(server: int) -> dict[int, str]:
    """Each child's number and command."""
    listing = subprocess.run(
        ["ps", "-ww", "-A", "-o", "pid=,ppid=,args="], check=True, capture_output=True, text=True
    )
    rows = [line.split(maxsplit=2) for line in listing.stdout.splitlines()]
    return {int(row[0]): row[2] for row in rows if row[1] == str(server)}


def workers(server: int) -> list[int]:
    """Python keeps a helper beside them, which serves nobody."""
    found = children(server).items()
    return [pid for pid, command in found if "--multiprocessing-fork" in command]


def family(server: int) -> list[int]:
    return [server, *children(server)]
