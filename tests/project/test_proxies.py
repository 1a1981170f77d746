"""Who the visitor is: believed from our own proxies, from nobody else."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from coe_site.proxies import Environ, believe_only


def seen(trusted: list[str], **environ: str) -> dict[str, Any]:
    """What the application is given."""
    given: dict[str, Any] = {}

    def application(environ: Environ, _start: Callable[..., Any]) -> Iterable[bytes]:
        given.update(environ)
        return []

    plain = {"REMOTE_ADDR": "10.0.0.1", "wsgi.url_scheme": "http"}
    believe_only(trusted, application)(plain | environ, lambda *_: None)
    return given


FORGED = {
    "HTTP_X_FORWARDED_FOR": "203.0.113.9",
    "HTTP_X_FORWARDED_PROTO": "https",
    "HTTP_X_FORWARDED_HOST": "evil.example",
    "HTTP_X_FORWARDED_PORT": "1",
    "HTTP_X_REAL_IP": "203.0.113.9",
    "HTTP_FORWARDED": "for=203.0.113.9;proto=https",
}


@pytest.mark.parametrize("trusted", [[], ["10.0.0.2"], ["192.168.0.0/16"]])
def test_a_stranger_is_not_believed(trusted):
    given = seen(trusted, **FORGED)
    assert given["REMOTE_ADDR"] == "10.0.0.1"
    assert given["wsgi.url_scheme"] == "http"
    assert FORGED.keys() & given.keys() == set()


@pytest.mark.parametrize("trusted", [["10.0.0.1"], ["10.0.0.0/8"]])
def test_our_proxy_is_believed(trusted):
    given = seen(trusted, **FORGED)
    assert given["REMOTE_ADDR"] == "203.0.113.9"
    assert given["wsgi.url_scheme"] == "https"
    assert FORGED.keys() & given.keys() == set()


def test_of_several_hops_the_right_most_stranger_is_the_visitor():
    given = seen(["10.0.0.0/8"], HTTP_X_FORWARDED_FOR="1.1.1.1, 203.0.113.9, 10.0.0.7")
    assert given["REMOTE_ADDR"] == "203.0.113.9"


@pytest.mark.parametrize("nonsense", ["unknown", "203.0.113.9:4711", "<script>", "a, 'b"])
def test_nonsense_from_our_proxy_leaves_the_proxys_address(nonsense):
    assert seen(["10.0.0.1"], HTTP_X_FORWARDED_FOR=nonsense)["REMOTE_ADDR"] == "10.0.0.1"


def test_an_odd_scheme_is_not_believed():
    given = seen(["10.0.0.1"], HTTP_X_FORWARDED_FOR="1.1.1.1", HTTP_X_FORWARDED_PROTO="gopher")
    assert given["wsgi.url_scheme"] == "http"
