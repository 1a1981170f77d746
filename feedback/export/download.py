"""Send a file that is made while it is sent, so that half a file can never pass for a whole one.

Once an answer has begun its status cannot change, and an answer cut short looks whole to a browser
when the server ends it in good order. So the file travels as gzip, and a failure is made visible
there: bytes that no gzip can hold end the download with an error. For a client that takes no gzip
the file is finished first, and a failure is an error page.
"""

import logging
import re
import tempfile
import zlib
from collections.abc import Generator
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.cache import patch_vary_headers

logger = logging.getLogger("coe_site.export")

_TAKES_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))", re.IGNORECASE)
_LEVEL = 1  # the quickest: text already shrinks to a tenth
_WITH_GZIP_HEADER = 31
# After a flush the next bits say which kind of block follows; there is no kind of four ones.
_NO_GZIP = b"\xff" * 16
_HELD_IN_MEMORY = 1024 * 1024  # bytes; what is longer waits in a nameless file


def download(
    request: HttpRequest, pieces: Generator[bytes, None, None], *, file_name: str, content_type: str
) -> HttpResponse:
    response: StreamingHttpResponse
    if _TAKES_GZIP.search(request.headers.get("Accept-Encoding", "")):
        response = StreamingHttpResponse(as_gzip(pieces), content_type=content_type)
        response["Content-Encoding"] = "gzip"
        response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    else:
        response = FileResponse(
            _finished(pieces), as_attachment=True, filename=file_name, content_type=content_type
        )
    patch_vary_headers(response, ["Accept-Encoding"])
    return response  # type: ignore[return-value]  # its own base class in the stubs


def as_gzip(pieces: Generator[bytes, None, None]) -> Generator[bytes, None, None]:
    """Whoever stops listening closes `pieces` too."""
    packer = zlib.compressobj(_LEVEL, wbits=_WITH_GZIP_HEADER)
    try:
        for piece in pieces:
            # The first piece at once: whoever waits sees the download begin.
            yield packer.compress(piece) + packer.flush(zlib.Z_SYNC_FLUSH)
        yield packer.flush()
    except Exception:  # whatever it is, the file is not whole
        logger.exception("An export failed on its way out.")
        yield packer.flush(zlib.Z_FULL_FLUSH) + _NO_GZIP
    finally:
        pieces.close()


def _finished(pieces: Generator[bytes, None, None]) -> IO[bytes]:
    file = tempfile.SpooledTemporaryFile(_HELD_IN_MEMORY)  # noqa: SIM115 - the response closes it
    try:
        for piece in pieces:
            file.write(piece)
    except BaseException:
        file.close()
        raise
    finally:
        pieces.close()
    file.seek(0)
    return file
