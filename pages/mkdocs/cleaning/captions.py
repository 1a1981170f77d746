"""`/// caption` blocks below a picture become its caption; other such blocks are named."""

import re

from pages.mkdocs.cleaning.headings import plain
from pages.mkdocs.notes import Notes

_CAPTION = re.compile(
    r"^(?P<image>[ \t]*!\[[^\]\n]*\]\((?:<[^<>\n]*>|[^\s()<>]+))\)(?:\{[^{}\n]*\})?[ \t]*\n"
    r"(?:[ \t]*\n)?[ \t]*/{3,}[ \t]*(?:figure-)?caption\b[^\n]*\n"
    r"(?P<said>(?:(?![ \t]*///)[^\n]*\n){1,12})[ \t]*/{3,}[ \t]*$",
    re.MULTILINE,
)
_BLOCK = re.compile(r"^[ \t]*/{3,}[ \t]*([a-z][\w-]*)", re.MULTILINE)
_ROW_OF_IMAGES = re.compile(
    r"^(?:!\[[^\]\n]*\]\([^()\n]*\)[ \t]*\\?\n)+!\[[^\]\n]*\]\([^()\n]*\)[ \t]*$", re.MULTILINE
)
_BEFORE_BLOCK, _AFTER_BLOCK = (
    re.compile(r"(?:\A|\n[ \t]*\n)\Z"),
    re.compile(r"\s*(?:\n[ \t]*\n|\Z)"),
)


def give_captions(words: str, notes: Notes) -> str:
    words, captions = _CAPTION.subn(_with_caption, words)
    notes.changed("captions put with their pictures", captions)
    for block in _BLOCK.finditer(words):
        notes.problem(f"the block “/// {block[1]}” means nothing here: left as it is")
    return words


def part(words: str, notes: Notes) -> str:
    """Pictures that follow each other line by line, and nothing else: each stands by itself."""

    def parted(row: re.Match[str]) -> str:
        before, after = words[max(0, row.start() - 200) : row.start()], words[row.end() :][:200]
        if not (_BEFORE_BLOCK.search(before) or not row.start()) or not _AFTER_BLOCK.match(after):
            return row[0]
        images = [line.rstrip(" \t\\") for line in row[0].split("\n")]
        notes.changed("pictures set one below the other", len(images))
        return "\n\n".join(images)

    return _ROW_OF_IMAGES.sub(parted, words)


def _with_caption(found: re.Match[str]) -> str:
    said = plain(" ".join(found["said"].split())).replace("\\", "\\\\").replace('"', '\\"')
    return f'{found["image"]} "{said}")' if said else f"{found['image']})"
