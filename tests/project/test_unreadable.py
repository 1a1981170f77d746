"""What no browser sends is answered 400, in our own words and with our own headers."""

import codecs
import pkgutil
from collections.abc import Iterator
from encodings import __path__ as encodings_path
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.wsgi import get_wsgi_application
from django.test import Client

from coe_site.unreadable import mark_unreadable

NUL = "\x00"
URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=x"
UPLOAD = b'Content-Disposition: form-data; name="a"; filename="f"\r\n'


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("staff"))
    return client


def post(content_type: str, body: bytes = b"a=b", path: str = "/admin/login/") -> tuple[str, Any]:
    """Through the very application that is served, from where Django begins."""
    answer: dict[str, Any] = {}

    def start_response(status: str, headers: list[tuple[str, str]], _info: Any = None) -> None:
        answer.update(status=status, headers=dict(headers))

    environ = {
        "REQUEST_METHOD": "POST",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": "q=%ff",
        "HTTP_HOST": "localhost",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(body),
        "wsgi.errors": BytesIO(),
    }
    b"".join(mark_unreadable(get_wsgi_application())(environ, start_response))
    return answer["status"], answer["headers"]


def odd_charsets() -> Iterator[str]:
    yield from ("utf-7", "undefined", "", "''", "no-such", "x" * 5000, "../x", "é")
    for module in pkgutil.iter_modules(encodings_path):
        try:
            known = codecs.lookup(module.name).name
        except LookupError:
            continue
        if known != "utf-8":
            yield module.name


@pytest.mark.django_db
@pytest.mark.parametrize("charset", list(odd_charsets()))
@pytest.mark.parametrize("kind", [URLENCODED, MULTIPART, "text/plain"])
def test_a_charset_of_ones_own_is_refused(kind: str, charset: str) -> None:
    status, headers = post(f"{kind}; charset={charset}")
    assert status == "400 Bad Request"
    assert "Content-Security-Policy" in headers


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain; charset*=utf-8''%00",
        "text/plain; charset*=bogus''x",
        "text/plain; anything*=bogus''x",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=" + "x" * 300,
        "multipart/form-data; boundary=é",
        f"{URLENCODED}; charset=utf-8; charset=utf-7",
        f'{URLENCODED}; charset="utf-7',
    ],
)
def test_a_broken_content_type_is_refused(content_type: str) -> None:
    status, headers = post(content_type)
    assert status == "400 Bad Request"
    assert "Content-Security-Policy" in headers


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf-8"'])
def test_saying_utf_8_aloud_is_no_fault(charset: str) -> None:
    status, _ = post(f"{URLENCODED}; charset={charset}")
    assert status == "403 Forbidden"  # it was read, and had no CSRF token


@pytest.mark.django_db
@pytest.mark.parametrize(
    "part",
    [
        b"Content-Disposition: form-data; name=\"a\"; filename*=bogus''x\r\n\r\nv",
        b"Content-Disposition: form-data; name*=bogus''x\r\n\r\nv",
        b'Content-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!=',
        UPLOAD + b"Content-Type: text/plain; charset*=utf-8''%00\r\n\r\nv",
        UPLOAD + b"Content-Type: text/plain; charset=bogus\r\n\r\nv",
        b'Content-Disposition: form-data; name="\xff\xfe\x00"\r\n\r\n\xff\x00',
        b"A: b\r\n" * 5000 + b"\r\nv",
        b"",
        b"\x00" * 100,
    ],
)
def test_junk_in_parts_is_never_an_error_of_ours(part: bytes) -> None:
    status, headers = post(MULTIPART, b"--x\r\n" + part + b"\r\n--x--\r\n")
    assert status in {"400 Bad Request", "403 Forbidden"}
    assert "Content-Security-Policy" in headers


@pytest.mark.parametrize(
    "address", ["/%00", "/a%00b/", "/?%00", "/search/?q=%00", "/search/?q=a%00"]
)
def test_nul_in_an_address_is_refused(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 400
    assert "We could not read that request" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    ["status__exact=%00", "status__in=%00,%00", "q=%00", "%00=1", "e=1&_changelist_filters=%00"],
)
def test_nul_in_an_admin_filter_is_refused(staff: Client, query: str) -> None:
    for address in ("/admin/auth/user/", "/admin/autocomplete/"):
        assert staff.get(f"{address}?{query}").status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields", [{"_selected_action": NUL}, {"username": f"a{NUL}b"}, {NUL: "1"}]
)
def test_nul_in_an_admin_post_is_refused(staff: Client, fields: dict[str, str]) -> None:
    response = staff.post("/admin/auth/user/", {"action": "delete_selected"} | fields)
    assert response.status_code == 400


def test_a_percent_sign_followed_by_zeroes_is_only_text(client: Client) -> None:
    """Encoded twice it is the four characters %00, and harmless."""
    assert client.get("/healthz?q=%2500").status_code == 200
