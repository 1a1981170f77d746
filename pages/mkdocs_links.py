"""Turn a MkDocs page's links to other files into links that work on the site."""

import posixpath
import re
from collections.abc import Set as AbstractSet
from pathlib import PurePosixPath

# The address in `[words](address "title")` or `[name]: address`, when it is a Markdown file.
_TO_FILE = re.compile(
    r"(\]\(|^ {0,3}\[[^\]\n]+\]:[ \t]+)<?([^()\s<>#:]+\.md)(#[^()\s<>]*)?>?", re.MULTILINE
)
_CODE = re.compile(r"^(`{3,}|~{3,}).*?^\1[`~]*[ \t]*$|(`+)[^`].*?\2", re.MULTILINE | re.DOTALL)


def address_of(file: str) -> str:
    """`a/b.md` is at `a/b`, `a/index.md` at `a`: as MkDocs has it."""
    path = PurePosixPath(file).with_suffix("")
    parts = path.parts[:-1] if path.name in {"index", "README"} else path.parts
    return "/".join(parts)


def with_site_links(body: str, *, file: str, files: AbstractSet[str]) -> str:
    """Code is left as it is, and so is a link to a file that is not part of the site."""
    result, end = [], 0
    for code in _CODE.finditer(body):
        result.append(_in_words(body[end : code.start()], file, files))
        result.append(code[0])
        end = code.end()
    result.append(_in_words(body[end:], file, files))
    return "".join(result)


def _in_words(words: str, file: str, files: AbstractSet[str]) -> str:
    def to_site(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(file), link[2]))
        if target not in files:
            return link[0]
        address = address_of(target)
        return f"{link[1]}/{address}/{link[3] or ''}" if address else f"{link[1]}/{link[3] or ''}"

    return _TO_FILE.sub(to_site, words)
