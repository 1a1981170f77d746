"""Where the embedded database lives: followed only into the one folder made for it."""

from pathlib import Path

import pytest

from coe_site.postgres.place import SYSTEM_FOLDER, read_elsewhere
from coe_site.postgres.programs import EmbeddedPostgresError


def test_elsewhere_is_nowhere_without_a_pointer(tmp_path: Path) -> None:
    assert read_elsewhere(tmp_path) is None


def test_elsewhere_is_followed_into_the_system_folder(tmp_path: Path) -> None:
    (tmp_path / "postgres.elsewhere").write_text(f"{SYSTEM_FOLDER}/data-abc\n")

    assert read_elsewhere(tmp_path) == SYSTEM_FOLDER / "data-abc"


@pytest.mark.parametrize(
    "written",
    ["", "\n", ".", "/", "relative", f"{SYSTEM_FOLDER}", f"{SYSTEM_FOLDER}/data-a/../../x", "/tmp"],
)
def test_elsewhere_is_followed_nowhere_else(tmp_path: Path, written: str) -> None:
    (tmp_path / "postgres.elsewhere").write_text(written)

    with pytest.raises(EmbeddedPostgresError, match=r"postgres\.elsewhere must name a folder"):
        read_elsewhere(tmp_path)
