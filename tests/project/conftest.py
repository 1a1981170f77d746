"""A folder for an embedded PostgreSQL of a test's own."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres_users import sweep


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """Its parents let anybody pass, as those of an ordinary checkout do."""
    folder = Path(tempfile.mkdtemp(dir="/tmp", prefix="coe-test-")).resolve()
    folder.chmod(0o711)
    yield folder / "data"
    sweep(folder / "data")
    shutil.rmtree(folder)
