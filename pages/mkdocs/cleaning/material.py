"""What Material for MkDocs adds to Markdown, said in what the site has."""

import re

from pages.mkdocs.known import Known
from pages.mkdocs.masking import MASKED
from pages.mkdocs.notes import Notes

_ICON = re.compile(
    r"(?: (?=:[a-z0-9-]+:(?:\{[^}\n]*\})?\]))?"  # the blank before one that ends a link's words
    r":(?:material|fontawesome|octicons|simple)-[a-z0-9-]+:(?:\{[^}\n]*\})? ?"
)
_CONTENTS = re.compile(r"^[ \t]*\[(?:TOC|toc)\][ \t]*$\n?", re.MULTILINE)
_SNIPPET = re.compile(r"^[ \t]*-{1,2}8<-{1,2}[ \t]*(.*?)[ \t]*$\n?", re.MULTILINE)
_KEYS = re.compile(r"(?<![+\w{])\+\+([a-z0-9-]+(?:\+[a-z0-9-]+)*)\+\+(?![+\w}])")
_MARKED = re.compile(r"(?<![=\w])==(?![\s=])([^=\n]+?)(?<!\s)==(?![=\w])")
_CRITIC = re.compile(r"\{(\+\+|--|~~|==|>>)([^\n]{1,500}?)(\+\+|--|~~|==|<<)\}")
_MACRO = re.compile(r"\{\{-?[ \t]*(.{0,200}?)[ \t]*-?\}\}|\{%.{0,200}?%\}")
_DIAGRAM = re.compile(
    r"^[ \t]*(?:`{3,}|~{3,})[ \t]*\{?[ \t]*\.?(mermaid|plantuml|d2)\b", re.MULTILINE
)
_TASK = re.compile(r"^([ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[([ xX])\](?=[ \t]+\S)", re.MULTILINE)
_INSERTED = re.compile(r"(?<!\^)\^\^(?![\s^])([^^\n]{1,500}?)(?<!\s)\^\^(?!\^)")
_RAISED = re.compile(r"(?<=[\w)])\^([^\s^~\[\]()<>/\\|]{1,20})\^(?!\^)")
_LOWERED = re.compile(r"(?<=[\w)])~([^\s^~\[\]()<>/\\|]{1,20})~(?!~)")
_IN_MARKDOWN = re.compile(
    r"(<(?:details|figure|p|summary)\b[^<>]*?)\s+markdown(?:=(?:\"\w*\"|'\w*'|\w+))?(?=[\s>])",
    re.IGNORECASE,
)


def translate(words: str, notes: Notes, *, known: Known) -> str:
    words, contents = _CONTENTS.subn("", words)
    notes.changed("tables of contents removed: the site makes its own", contents)
    words, icons = _ICON.subn("", words)
    notes.changed("icons removed", icons)
    words = _SNIPPET.sub(lambda snippet: _without_snippet(snippet, notes), words)
    words = _IN_MARKDOWN.sub(r"\1", words)
    words = _CRITIC.sub(lambda edit: _decided(edit, notes), words)
    words, keys = _KEYS.subn(_pressed, words)
    notes.changed("keys marked", keys)
    words, marked = _MARKED.subn(r"<mark>\1</mark>", words)
    notes.changed("highlights kept", marked)
    words, tasks = _TASK.subn(lambda task: f"{task[1]}{'☐' if task[2] == ' ' else '☑'}", words)
    notes.changed("boxes of task lists drawn", tasks)
    words, inserted = _INSERTED.subn(r"<ins>\1</ins>", words)
    words, raised = _RAISED.subn(r"<sup>\1</sup>", words)
    words, lowered = _LOWERED.subn(r"<sub>\1</sub>", words)
    notes.changed("raised, lowered and inserted words kept so", inserted + raised + lowered)
    for macro in _MACRO.finditer(words):
        if macro[1] not in known.short_codes:
            notes.problem(f"{_short(macro[0])} means nothing here: left as it is")
    return words


def name_diagrams(markdown: str, notes: Notes) -> None:
    for diagram in _DIAGRAM.finditer(markdown):
        notes.problem(f"a {diagram[1]} diagram is shown as its code: supply a picture of it")


def _without_snippet(snippet: re.Match[str], notes: Notes) -> str:
    name = snippet[1].strip("\"' ")
    if name and not re.fullmatch(MASKED, name):
        notes.problem(f"the snippet {_short(name)} is not brought in: copy its words here")
    return ""


def _decided(edit: re.Match[str], notes: Notes) -> str:
    """An edit that was proposed in the text stays a proposal: shown, not taken."""
    opening, words, _closing = edit.groups()
    notes.problem(f"a proposed edit, {_short(edit[0])}: decide it")
    match opening:
        case "++":
            return f"<ins>{words}</ins>"
        case "--":
            return f"<del>{words}</del>"
        case "==":
            return f"<mark>{words}</mark>"
        case "~~":
            before, _, after = words.partition("~>")
            return f"<del>{before}</del><ins>{after}</ins>"
    return ""


def _pressed(keys: re.Match[str]) -> str:
    return "+".join(
        f"<kbd>{key.replace('-', ' ').capitalize()}</kbd>" for key in keys[1].split("+")
    )


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
