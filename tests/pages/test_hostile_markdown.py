"""Whatever is written, what comes out is inert, and comes out soon or is refused."""

import re
import time
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from pages.rendering import MAX_LENGTH, RenderingRefused, SettingText, render

INERT = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example></sCrIpT>",
    "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src='/a' onload=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src onerror=alert(1)></style></mglyph></table></math>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='data:text/html,x'></object><embed src=x>",
    "<form action=/comment/><input name=summary><button>x</button></form>",
    "<style>body{display:none}</style>",
    "<p style='position:fixed'>x</p>",
    "<link rel=stylesheet href=//evil.example><meta http-equiv=refresh content=0><base href=//e>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#x73;cript:alert(1))",
    "[x](&#1;javascript:alert(1))",
    "[x](vbscript:x) [x](data:text/html,x) [x](file:///etc/passwd)",
    "<a href='java\tscript:alert(1)'>x</a><a href=' javascript:alert(1)'>x</a>",
    "<a href='javascript&colon;alert(1)'>x</a>",
    "<a href=/ target=_blank onclick=alert(1) ping=//evil.example>x</a>",
    "![x](javascript:alert(1))",
    "![x](/a 'x\" onerror=\"alert(1)')",
    '![" onerror=alert(1) x="](/a)',
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    '| <script>a</script>" onfocus=alert(1) x=" |\n|--|\n| b |',
    '!!! note "<img src=x onerror=alert(1)>"\n    x',
    "x[^1]\n\n[^1]: <script>alert(1)</script>",
    "`<script>alert(1)</script>`\n\n    <script>alert(1)</script>",
    "<a title='<p><ul><table>'>x</a>",
    "<div id=app-main class='govuk-skip-link' role=alert tabindex=1 aria-label=x>x</div>",
    '# <script>alert(1)</script>\n# "><img src=x onerror=alert(1)>',
    "{{ hostile }}",
]
_TAGS = {
    "script", "style", "svg", "math", "iframe", "object", "embed", "form", "input", "button",
    "link", "meta", "base", "template", "noscript", "h1",
}  # fmt: skip
_ATTRIBUTES = {
    "alt", "aria-label", "aria-labelledby", "class", "colspan", "href", "id", "rel", "role",
    "scope", "src", "start", "tabindex", "title",
}  # fmt: skip


@pytest.mark.parametrize("markdown", INERT)
def test_nothing_active_comes_out(markdown: str) -> None:
    hostile = {"hostile": SettingText(label="x", value="<img src=x onerror=alert(1)>")}
    page = BeautifulSoup(render(markdown, settings=hostile).html, "html.parser")
    for tag in page.find_all(True):
        assert tag.name not in _TAGS
        assert set(tag.attrs) <= _ATTRIBUTES
        for name in ("href", "src"):
            assert urlsplit(str(tag.get(name, ""))).scheme in {"", "http", "https", "mailto"}
    assert page.select("#app-main, .govuk-skip-link, [role=alert], [tabindex='1']") == []


def _repeated(unit: str) -> str:
    return (unit * (MAX_LENGTH // len(unit) + 1))[:MAX_LENGTH]


COSTLY = {
    "brackets": _repeated("["),
    "pictures": _repeated("!["),
    "closed brackets": "[" * (MAX_LENGTH // 2) + "]" * (MAX_LENGTH // 2),
    "half links": _repeated("[a]("),
    "half notes": _repeated("[^"),
    "inline notes": _repeated("^["),
    "quotes": _repeated("> "),
    "lists": _repeated("- "),
    "stars": _repeated("*a _b "),
    "tildes": _repeated("~~a"),
    "backticks": "".join("`" * size + " " for size in range(440)),
    "angles": _repeated("<"),
    "nested boxes": _repeated("<div>"),
    "misnested tags": _repeated("<b><p></b>"),
    "comments": _repeated("<!--"),
    "entities": _repeated("&"),
    "headings": _repeated("# a\n"),
    "notes": "".join(f"[^{n}]: x[^{n}]\n\n" for n in range(5_000)),
    "wide table": "|a" * 1000 + "\n" + "|-" * 1000 + "\n" + "|a\n" * 30_000,
    "admonitions": _repeated("!!! n\n    "),
    "definitions": _repeated("a\n: b\n\n"),
    "attributes": _repeated("[a](/){"),
    "settings": _repeated("{{ a }}"),
    "settings in code": _repeated("`{{ a }}` ``"),
    "settings and backticks": "{{ a }}" + "".join("`" * size + " " for size in range(440)),
    "five million": "word " * 1_000_000,
}


@pytest.mark.parametrize("name", COSTLY)
def test_costly_text_is_done_soon_or_refused_with_a_reason(name: str) -> None:
    started = time.process_time()
    try:
        render(COSTLY[name][:5_000_000], settings={"a": SettingText(label="A", value="")})
    except RenderingRefused as refusal:
        assert len(str(refusal)) > 40  # noqa: PT017 - either way is right
    assert time.process_time() - started < 4  # two seconds, and room for a slower machine


def test_long_text_is_refused_by_its_length() -> None:
    with pytest.raises(RenderingRefused, match="100,001 characters long"):
        render("x" * (MAX_LENGTH + 1), settings={})


@pytest.mark.parametrize("odd", ["\x00", "\ud800", "\u202e", "\ufeff", "\x0b\x0c\x1b", "\r\r\n"])
def test_odd_characters_are_no_error(odd: str) -> None:
    assert "after" in render(f"## before{odd}\n\n{odd}after", settings={}).text


@pytest.mark.parametrize(
    "address",
    [
        "/&#9;/evil.example/x.png",
        "/&#10;/evil.example/x.png",
        "/&#13;/evil.example/x.png",
        "/&#0;/evil.example/x.png",
        "/ /evil.example/x.png",
        "/a&#92;evil.example/x.png",
        "/\\evil.example/x.png",
        "//evil.example/x.png",
        " /x.png",
        "https://evil.example/x.png",
    ],
)
def test_picture_never_comes_from_elsewhere(address: str) -> None:
    html = render(f'<img src="{address}">\n\n![x](<{address}>)', settings={}).html
    for picture in BeautifulSoup(html, "html.parser").select("img[src]"):
        assert urljoin("https://own.example/a/", str(picture["src"])).startswith(
            "https://own.example/"
        )
        assert not re.search(r"[\s\\]", str(picture["src"]))


def test_picture_of_our_own_is_shown() -> None:
    assert 'src="/static/a.png?b=1"' in render("![x](/static/a.png?b=1)", settings={}).html
    assert 'src="/a.png"' in render('<img src="/a.png">', settings={}).html
