"""Who the visitor is and how they came, when a proxy stands between: believed only from our own.

Must wrap everything that looks at REMOTE_ADDR or the scheme. One thing only the proxy can do: drop
headers whose names hold an underscore, as nginx does by itself, because to WSGI `X_Forwarded_For`
and `X-Forwarded-For` are one.
"""

from collections.abc import Callable, Iterable
from ipaddress import ip_address
from typing import Any

from granian.utils.proxies import wrap_wsgi_with_proxy_headers

Environ = dict[str, Any]
WSGIApplication = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

# What proxies tell us, and what visitors may tell us too.
_HEARSAY = (
    "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_REAL_IP",
)


def believe_only(trusted: list[str], application: WSGIApplication) -> WSGIApplication:
    """Of several hops the right-most that is not ours is the visitor: one of ours wrote it."""

    def without_hearsay(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        for header in _HEARSAY:
            environ.pop(header, None)
        if not _is_address(environ.get("REMOTE_ADDR", "")):
            environ["REMOTE_ADDR"] = environ["coe_site.peer"]
        return application(environ, start_response)

    from_proxies = wrap_wsgi_with_proxy_headers(without_hearsay, trusted)

    def wrapped(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        environ["coe_site.peer"] = environ.get("REMOTE_ADDR", "")
        answer: Iterable[bytes] = from_proxies(environ, start_response)
        return answer

    return wrapped


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
