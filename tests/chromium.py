"""A Chromium that has been seen to start: the machine's, or one installed on the spot.

`python -m tests.chromium` prints its path, for `make test`.
"""

import os
import shutil
import subprocess
import sys
from functools import cache

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
PATIENCE = 60  # seconds: the first start of a fresh installation is slow


class NoChromiumError(Exception):
    """Its message says what to do."""


@cache
def find_chromium() -> str:
    """The path of one that works; installs one if it must."""
    asked = os.environ.get("CHROMIUM_PATH")
    if asked:
        if launches(asked):
            return asked
        raise NoChromiumError(f"CHROMIUM_PATH names {asked}, which does not start.")
    for search in (_on_this_machine, _from_apt, _from_playwright):
        if path := search():
            return path
    raise NoChromiumError(
        "The tests need a Chromium that starts, and none could be found or installed: "
        "install Chromium or Chrome, or set CHROMIUM_PATH to one."
    )


def launch_arguments() -> list[str]:
    """Chromium's sandbox refuses to work for root, and /dev/shm is tiny in containers."""
    return ["--no-sandbox", "--disable-dev-shm-usage"] if os.geteuid() == 0 else []


def launches(path: str) -> bool:
    """Being there is not enough: Ubuntu's `chromium` is a stub that asks for snap."""
    try:
        shown = subprocess.run(
            [
                *(path, "--headless", "--disable-gpu", *launch_arguments()),
                *("--dump-dom", "data:text/html,<p>it starts"),
            ],
            check=False,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return "<p>it starts" in shown.stdout


def _on_this_machine() -> str | None:
    for name in NAMES:
        path = shutil.which(name)
        if path and launches(path):
            return path
    return None


def _from_apt() -> str | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    _say("Chromium: installing it with apt-get")
    for step in (["update", "-q"], ["install", "-q", "-y", "chromium"]):
        subprocess.run(
            ["apt-get", *step],
            check=False,
            capture_output=True,
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        )
    return _on_this_machine()


def _from_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    if not launches(path):
        _say("Chromium: installing it with playwright")
        subprocess.run(
            [sys.executable, "-m", "playwright", "install", "chromium"],
            check=False,
            capture_output=True,
        )
    return path if launches(path) else None


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        print(find_chromium())
    except NoChromiumError as error:
        sys.exit(str(error))
