"""Whatever file comes in, a picture of our own goes out, or a reason."""

import struct
import zlib

import pytest
from PIL import Image, ImageCms, ImageColor

from pages.figures.encoding import MAX_POINTS, EncodedPicture, encode_picture
from pages.figures.kinds import PictureRefused
from tests.pages.pictures import opened, photograph, picture_file

ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def reason(upload: bytes) -> str:
    with pytest.raises(PictureRefused) as refused:
        encode_picture(upload)
    return str(refused.value)


def facts(picture: EncodedPicture) -> tuple[str, int, int, str]:
    """What is said of a picture, once it is seen to be so."""
    image = opened(picture.content)
    image.load()
    assert image.size == (picture.width, picture.height)
    assert Image.MIME[image.format or ""] == picture.media_type
    return picture.media_type, *image.size, image.mode


def test_photograph_loses_where_it_was_taken_and_stands_upright() -> None:
    taken = Image.Exif()
    taken[ORIENTATION], taken[MAKER] = 6, "Camera"
    taken[GPS] = {1: "N", 2: (51.5, 7.0, 0.0)}
    upload = picture_file(photograph((300, 200)), "JPEG", exif=taken, comment=b"By somebody")
    assert opened(upload).getexif().get_ifd(GPS)
    picture = encode_picture(upload)
    assert facts(picture) == ("image/jpeg", 200, 300, "RGB")
    image = opened(picture.content)
    assert not dict(image.getexif())
    assert {"exif", "comment", "icc_profile"} & set(image.info) == set()
    assert b"Camera" not in picture.content


def test_same_file_gives_the_same_bytes() -> None:
    upload = picture_file(photograph(), "JPEG")
    assert encode_picture(upload) == encode_picture(upload)


@pytest.mark.parametrize(
    ("image", "kind", "expected"),
    [
        (Image.new("RGB", (30, 20), "red"), "PNG", ("image/png", 30, 20, "RGB")),
        (Image.new("RGB", (30, 20), "red"), "WEBP", ("image/png", 30, 20, "RGB")),
        (Image.new("P", (30, 20)), "GIF", ("image/png", 30, 20, "RGB")),
        (Image.new("1", (30, 20)), "PNG", ("image/png", 30, 20, "L")),
        (Image.new("LA", (30, 20), (9, 99)), "PNG", ("image/png", 30, 20, "RGBA")),
        (Image.new("L", (30, 20)), "JPEG", ("image/jpeg", 30, 20, "L")),
        (photograph(), "PNG", ("image/jpeg", 300, 200, "RGB")),
        (photograph().convert("RGBA"), "PNG", ("image/webp", 300, 200, "RGB")),
    ],
)
def test_drawings_stay_exact_and_photographs_become_small(
    image: Image.Image, kind: str, expected: tuple[str, int, int, str]
) -> None:
    assert facts(encode_picture(picture_file(image, kind))) == expected


def test_what_shows_through_stays_so() -> None:
    drawing = Image.new("RGBA", (30, 20), (10, 20, 30, 40))
    assert opened(encode_picture(picture_file(drawing)).content).getpixel((3, 3)) == (
        *(10, 20, 30),
        40,
    )
    seen_through = photograph().convert("RGBA")
    seen_through.putalpha(Image.new("L", seen_through.size, 128))
    picture = encode_picture(picture_file(seen_through))
    assert facts(picture) == ("image/webp", 300, 200, "RGBA")


def test_sixteen_bits_are_scaled_not_cut_off() -> None:
    picture = encode_picture(picture_file(Image.new("I;16", (30, 20), 40_000)))
    assert opened(picture.content).getpixel((0, 0)) == 40_000 // 256


def test_printers_colours_become_the_screens() -> None:
    picture = encode_picture(picture_file(Image.new("CMYK", (30, 20), (0, 255, 255, 0)), "JPEG"))
    assert facts(picture)[3] == "RGB"
    red, green, blue = opened(picture.content).getpixel((9, 9))  # type: ignore[misc]
    assert (red > 200, green < 60, blue < 60) == (True, True, True)


def test_colours_with_a_profile_are_converted_and_a_broken_profile_is_ignored() -> None:
    usual = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # The names of two of its primary colours change places: what is red by it is blue on a screen.
    swapped = usual.replace(b"rXYZ", b"????", 1).replace(b"bXYZ", b"rXYZ", 1)
    swapped = swapped.replace(b"????", b"bXYZ", 1)
    red = Image.new("RGB", (30, 20), "red")
    for profile, colour in ((swapped, "blue"), (usual, "red"), (b"not a profile", "red")):
        picture = encode_picture(picture_file(red, icc_profile=profile))
        assert opened(picture.content).getpixel((0, 0)) == ImageColor.getrgb(colour)


def test_first_picture_of_an_animation_is_kept_and_said_so() -> None:
    second = Image.new("RGB", (30, 20), "blue")
    upload = picture_file(
        Image.new("RGB", (30, 20), "red"), "GIF", save_all=True, append_images=[second]
    )
    picture = encode_picture(upload)
    assert picture.notes == ("It is animated: only the first picture of it is kept.",)
    assert opened(picture.content).getpixel((3, 3)) == (255, 0, 0)


def test_wide_picture_is_made_smaller() -> None:
    picture = encode_picture(picture_file(Image.new("RGB", (4_000, 1_000))))
    assert facts(picture) == ("image/png", 2_000, 500, "RGB")
    assert picture.notes == (
        "It was 4,000 × 1,000 points and is now 2,000 × 500: wide enough for any page.",
    )


def test_what_hides_behind_a_picture_is_left_out() -> None:
    upload = picture_file() + b"<html><script>alert(1)</script></html>"
    assert b"script" not in encode_picture(upload).content


def bomb() -> bytes:
    """A PNG of a few bytes that says it is 30,000 points square."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\x00" * 90_000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("upload", "why"),
    [
        (b"", "empty"),
        (b"Words.", "not a picture"),
        (SVG, "Export it as a PNG"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- x -->' + SVG, "Export it as a PNG"),
        (b"<!doctype html><p>Hello", "web page"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "HEIC"),
        (b"\x00\x00\x00\x18ftypavif\x00\x00", "AVIF"),
        (picture_file(kind="TIFF"), "TIFF"),
        (picture_file(kind="BMP"), "BMP"),
        (picture_file(photograph())[:2_000], "damaged or incomplete"),
        (picture_file(photograph(), "JPEG")[:2_000], "damaged or incomplete"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "not a picture, or is damaged"),
        (bomb(), "points"),
        (picture_file() + b"\x00" * 11 * 1024 * 1024, "11.0 MB"),
    ],
)
def test_what_is_no_picture_is_refused_with_what_to_do(upload: bytes, why: str) -> None:
    assert why in reason(upload)


def test_too_many_points_are_refused_before_they_are_read() -> None:
    upload = picture_file(Image.new("1", (10_000, MAX_POINTS // 10_000 + 1)))
    assert "10,000 × 4,001 points" in reason(upload)
