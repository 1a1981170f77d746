"""The folder that holds what is ours alone."""

import os
from pathlib import Path


def make_private_folder(folder: Path) -> None:
    """Root's may be passed through, though not listed: PostgreSQL runs as another account in it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700 if os.geteuid() else 0o711)
