"""Whether a server process lives, and why one did not."""

import os
import subprocess
from pathlib import Path

from coe_site.postgres.place import Place


def is_postmaster(pid: int, cluster: Path) -> bool:
    """Whether that process is the server of this folder, which is the folder it works in."""
    try:
        return Path(f"/proc/{pid}/cwd").samefile(cluster)
    except FileNotFoundError:
        if Path("/proc/self").exists():
            return False
    except OSError:
        return False
    listing = subprocess.run(
        ["ps", "-ww", "-p", str(pid), "-o", "args="], check=False, capture_output=True, text=True
    )
    return str(cluster) in listing.stdout


def process_exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def explain(output: str, place: Place, what: str) -> str:
    if "No space left on device" in output or "Disk quota exceeded" in output:
        return (
            f"PostgreSQL {what}: the disk that holds {place.cluster} is full. "
            "Free some space and run this again."
        )
    complaints = [
        line.split(":", 1)[1].strip()
        for line in output.replace("FATAL:", "error:").replace("PANIC:", "error:").splitlines()
        if "error:" in line
    ]
    reason = complaints[-1].removeprefix("error:").strip() if complaints else "no reason was given"
    return f"PostgreSQL {what}: {reason} (its log is {place.log})."
