"""A download that fails half-way must fail for whoever asked for it, too."""

import zlib
from collections.abc import Generator
from contextlib import closing
from typing import Any

import pytest
from django.test import RequestFactory

from feedback.export.download import as_gzip, download

WHOLE = [b"reference,summary\n", b"1,Words\n" * 40_000, b"2,More words\n"]


def pieces(*, failing_after: int | None = None) -> Generator[bytes, None, None]:
    for at, piece in enumerate(WHOLE):
        if at == failing_after:
            raise RuntimeError("The database went away.")
        yield piece


def asked(accepted: str, content: Generator[bytes, None, None]) -> Any:
    request = RequestFactory().get("/", headers={"Accept-Encoding": accepted} if accepted else {})
    return download(request, content, file_name="feedback.csv", content_type="text/csv")


@pytest.mark.parametrize("accepted", ["gzip", "gzip, deflate, br", "br;q=1.0, gzip;q=0.8"])
def test_a_browser_gets_gzip(accepted: str) -> None:
    response = asked(accepted, pieces())
    assert response["Content-Encoding"] == "gzip"
    assert response["Vary"] == "Accept-Encoding"
    unpacked = zlib.decompressobj(wbits=31)
    assert unpacked.decompress(b"".join(response)) == b"".join(WHOLE)
    assert unpacked.eof


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0", "gzip;q=0.0, identity"])
def test_others_get_a_file_of_known_length(accepted: str) -> None:
    response = asked(accepted, pieces())
    with closing(response.file_to_stream):
        assert not response.has_header("Content-Encoding")
        assert int(response["Content-Length"]) == sum(map(len, WHOLE))
        assert b"".join(response) == b"".join(WHOLE)


@pytest.mark.parametrize("failing_after", range(len(WHOLE)))
def test_a_failure_makes_gzip_that_nothing_can_unpack(failing_after: int) -> None:
    sent = b"".join(as_gzip(pieces(failing_after=failing_after)))
    unpacked = zlib.decompressobj(wbits=31)
    with pytest.raises(zlib.error):
        unpacked.decompress(sent)


@pytest.mark.parametrize("failing_after", range(len(WHOLE)))
def test_a_failure_before_a_whole_file_is_an_error(failing_after: int) -> None:
    with pytest.raises(RuntimeError):
        asked("", pieces(failing_after=failing_after))


def test_the_first_piece_leaves_at_once() -> None:
    packed = as_gzip(pieces())
    assert zlib.decompressobj(wbits=31).decompress(next(packed)) == WHOLE[0]


def test_whoever_stops_listening_ends_the_query() -> None:
    content = pieces()
    packed = as_gzip(content)
    next(packed)
    packed.close()
    assert list(content) == []
