"""The largest file that may come in costs little time, whatever it repeats."""

import time
from pathlib import Path

import pytest

from tests.pages.mkdocs_folders import read_page


@pytest.mark.parametrize(
    "repeated",
    [
        "??? note\n    ",
        '<span class="image placeholder" original-image-src="a.png"></span>\n\n',
        "```\nx\n",
        "{{",
        "\n\nx\n\n",
        "*[LA]: x\nLA ",
        "![a](b)\n",
        "a~b^c",
        "## Feedback\n\n<form></form>\n",
    ],
)
def test_repeated_words_are_read_or_refused_in_time(tmp_path: Path, repeated: str) -> None:
    text = repeated * (190_000 // len(repeated))

    started = time.process_time()
    read_page(tmp_path, text)

    assert time.process_time() - started < 4  # twice what is promised: machines differ
