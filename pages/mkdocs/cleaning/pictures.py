"""Pictures written as HTML become Markdown; placeholders become figures still to be supplied."""

import re

from pages.mkdocs.cleaning.headings import plain
from pages.mkdocs.notes import Notes
from pages.mkdocs.tags import ATTRIBUTES, replace_pairs
from pages.rendering.sanitising import words_of

_PLACEHOLDER = re.compile(
    rf"<span\b(?=[^<>]*\bplaceholder\b)({ATTRIBUTES})>\s*</span>"
    r"(?:[ \t]*\n\s*(?P<caption>(?:[ \t]*\*(?!\*)[^*\n]+\*[ \t]*(?:\n|\Z))+))?",
    re.IGNORECASE,
)
_FIGURE = re.compile(rf"<(figure)\b{ATTRIBUTES}>", re.IGNORECASE)
_FIGURE_CAPTION = re.compile(
    rf"<figcaption\b{ATTRIBUTES}>(.*?)</figcaption\s*>", re.IGNORECASE | re.DOTALL
)
_SPACED = re.compile(
    r"""\]\((?!<)([^\s()<>"'][^()<>"'\n]{0,300}?\.[a-zA-Z]{2,8}(?:#[^()<>"'\s]*)?)"""
    r"""([ \t]+"[^"\n]*")?\)"""
)
_IMAGE_TAG = re.compile(rf"<img\b({ATTRIBUTES})/?>", re.IGNORECASE)
_MARKDOWN_IMAGE = re.compile(r"!\[([^\]]*)\]\(\s*(<[^<>]*>|[^\s)]+)[^)]*\)")
_TABLE = re.compile(rf"<(table)\b{ATTRIBUTES}>", re.IGNORECASE)


def to_be_supplied(words: str, notes: Notes) -> str:
    def as_image(found: re.Match[str]) -> str:
        source = _attribute(found[1], "original-image-src") or "figure"
        caption = " ".join(
            line.strip().strip("*").strip() for line in (found["caption"] or "").splitlines()
        ) or _attribute(found[1], "original-image-title")
        notes.changed("image placeholders made figures to be supplied")
        return f"{_image('', source, caption)}\n"

    return _PLACEHOLDER.sub(as_image, words)


def from_html(words: str, notes: Notes) -> str:
    """A table's pictures stand below it: the site's tables hold words."""

    def figure(_tag: re.Match[str], inside: str, whole: str) -> str:
        caption = _FIGURE_CAPTION.search(inside)
        said = plain(caption[1]) if caption else ""
        image = _IMAGE_TAG.search(inside)
        markdown = _MARKDOWN_IMAGE.search(inside)
        if image:
            notes.changed("HTML pictures made Markdown")
            return f"\n\n{_from_tag(image[1], caption=said)}\n\n"
        if markdown:
            return f"\n\n{_image(markdown[1], markdown[2].strip('<>'), said)}\n\n"
        return whole

    def table(_tag: re.Match[str], _inside: str, whole: str) -> str:
        images = [_from_tag(image[1]) for image in _IMAGE_TAG.finditer(whole)]
        if not images:
            return whole
        notes.problem("a picture in a table was set below it: look where it belongs")
        return "\n\n".join([_IMAGE_TAG.sub("", whole), *images]) + "\n"

    def alone_or_in_line(found: re.Match[str]) -> str:
        notes.changed("HTML pictures made Markdown")
        return _from_tag(found[1])

    words = replace_pairs(words, _FIGURE, figure)
    return _IMAGE_TAG.sub(alone_or_in_line, replace_pairs(words, _TABLE, table))


def in_brackets(words: str) -> str:
    """MkDocs follows an address with a space in it; CommonMark, only in `<…>`."""
    return _SPACED.sub(
        lambda found: f"](<{found[1]}>{found[2] or ''})" if " " in found[1] else found[0], words
    )


def _from_tag(attributes: str, caption: str = "") -> str:
    said = caption or _attribute(attributes, "title")
    return _image(_attribute(attributes, "alt"), _attribute(attributes, "src"), said)


def _image(alternative: str, source: str, caption: str) -> str:
    alternative = re.sub(r"([\[\]\\])", r"\\\1", " ".join(alternative.split()))
    address = f"<{source}>" if re.search(r"[\s()]", source) else source
    quoted = caption.replace("\\", "\\\\").replace('"', '\\"')
    return f'![{alternative}]({address} "{quoted}")' if caption else f"![{alternative}]({address})"


def _attribute(attributes: str, name: str) -> str:
    found = re.search(
        rf"""(?<![\w-]){name}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""",
        attributes,
        re.IGNORECASE,
    )
    value = next((one for one in found.groups() if one is not None), "") if found else ""
    return words_of(value.replace("<", "&lt;")) if name != "src" else value.strip()
