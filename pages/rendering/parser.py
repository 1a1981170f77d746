"""The one Markdown parser of the site: CommonMark, with what a consultation document needs."""

from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from pages.rendering import figures, footnotes, headings, house_style
from pages.rendering.limits import MAX_NESTING, check_time, count_raw_tags


def _build() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": True, "maxNesting": MAX_NESTING})
    markdown.enable(["table", "strikethrough"])
    markdown.use(footnote_plugin).use(deflist_plugin).use(admon_plugin)
    # MkDocs pages carry `{ .md-button }` and the like: read, so that they don't show as text.
    # None of it is kept: classes and ids are ours alone.
    markdown.use(attrs_plugin, allowed=[])

    markdown.block.ruler.before(
        "table", "time", check_time, {"alt": ["paragraph", "blockquote", "list"]}
    )
    markdown.inline.ruler.before("text", "time", check_time)
    markdown.inline.ruler.after("footnote_ref", "mark_without_note", footnotes.mark_without_note)
    markdown.core.ruler.after("footnote_tail", "count_raw_tags", count_raw_tags)
    markdown.core.ruler.after("count_raw_tags", "settle_headings", headings.settle_headings)
    markdown.core.ruler.after("settle_headings", "lift_figures", figures.lift_figures)
    markdown.core.ruler.after("lift_figures", "name_tables", house_style.name_tables)
    markdown.core.ruler.push("dress", house_style.dress)

    for name, rule in {
        "heading_open": headings.heading_open,
        "heading_close": headings.heading_close,
        "dt_open": headings.term_open,
        "dt_close": headings.term_close,
        "footnote_ref": footnotes.mark,
        "footnote_block_open": footnotes.block_open,
        "footnote_block_close": footnotes.block_close,
        "footnote_open": footnotes.note_open,
        "footnote_close": footnotes.note_close,
        "footnote_anchor": footnotes.way_back,
        "image": figures.image,
        "table_open": house_style.table_open,
        "table_close": house_style.table_close,
        "html_block": house_style.raw_html,
        "html_inline": house_style.raw_html,
    }.items():
        markdown.add_render_rule(name, _as_rule(rule))
    return markdown


def _as_rule(rule: Callable[[Token, EnvType], str]) -> Callable[..., str]:
    """What the parser calls a rule with is more than ours need: the token and the notes."""

    def called_by_parser(
        _renderer: object, tokens: Sequence[Token], at: int, _options: object, env: EnvType
    ) -> str:
        return rule(tokens[at], env)

    return called_by_parser


MARKDOWN = _build()
