"""Files that are no picture we take: told apart by their first bytes, each with what to do."""

_SAVE_AGAIN = "Save or export it as a PNG or JPEG and choose that file."


class PictureRefused(Exception):  # noqa: N818 - it reads as English
    """The file can't become a figure; the message says why, and what to do."""


def refuse_what_is_no_picture(upload: bytes) -> None:
    if not upload:
        raise PictureRefused("This file is empty. Choose another.")
    start = upload[:4096].lstrip(b"\xef\xbb\xbf\t\n\r ").lower()
    if start.startswith(b"<") and b"<svg" in upload[:65536].lower():
        raise PictureRefused(
            "This is an SVG drawing, which can carry programs as well as pictures. Export it as "
            "a PNG, about 2,000 points wide, and choose that file."
        )
    if start.startswith((b"<!", b"<?", b"<h")):
        raise PictureRefused("This is a web page, not a picture. Save the picture itself.")
    if start.startswith(b"%pdf"):
        raise PictureRefused(f"This is a PDF document, not a picture. {_SAVE_AGAIN}")
    if name := _name_of_modern_photograph(upload):
        raise PictureRefused(f"This is {name}, which many browsers can’t show. {_SAVE_AGAIN}")
    if start.startswith((b"ii*\x00", b"mm\x00*")):
        raise PictureRefused(f"This is a TIFF picture, which browsers can’t show. {_SAVE_AGAIN}")
    if start.startswith(b"bm"):
        raise PictureRefused(f"This is a BMP picture, which is needlessly large. {_SAVE_AGAIN}")


def _name_of_modern_photograph(upload: bytes) -> str:
    if upload[4:8] != b"ftyp":
        return ""
    if upload[8:12] in {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"}:
        return "a HEIC photograph"
    return "an AVIF picture" if upload[8:12] in {b"avif", b"avis"} else "a film"
