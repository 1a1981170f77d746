"""Make a picture of our own from whatever file somebody hands in, or say why it can't be done.

A file is judged by what is in it, never by its name. Only the points of the picture are kept: where
and with what it was taken, its author's notes and anything hidden behind it are left out.
"""

import hashlib
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageCms, ImageOps

from pages.figures.kinds import PictureRefused, refuse_what_is_no_picture
from pages.models import FigureType

MAX_BYTES = 10 * 1024 * 1024
MAX_WIDTH = 2_000
MAX_HEIGHT = 10_000
# Points cost memory however small the file: four bytes each while it is worked on.
MAX_POINTS = 40_000_000
_QUALITY = 82
# Drawings and screenshots have fewer colours than this; photographs, nearly always more.
_COLOURS_OF_A_DRAWING = 16_384
_MODES_OF_SHADES = {"1", "L", "LA", "I", "F", "I;16", "I;16B", "I;16L", "I;16N"}


@dataclass(frozen=True, slots=True)
class EncodedPicture:
    content: bytes
    media_type: str
    width: int
    height: int
    notes: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def encode_picture(upload: bytes) -> EncodedPicture:
    """The same file always gives the same bytes. Raises PictureRefused, with a reason to show."""
    refuse_too_large(len(upload))
    refuse_what_is_no_picture(upload)
    image = _opened(upload)
    _refuse_too_many_points(image)
    try:
        return _encoded(image)
    except Exception as error:
        raise PictureRefused(
            "This file is damaged or incomplete. Open it in a picture program, save it again as "
            "a PNG or JPEG and choose that file."
        ) from error


def refuse_too_large(size: int) -> None:
    if size > MAX_BYTES:
        raise PictureRefused(
            f"This file is {size / 1024 / 1024:.1f} MB. The most is "
            f"{MAX_BYTES // 1024 // 1024} MB: save the picture with fewer points, or as a JPEG."
        )


def _opened(upload: bytes) -> Image.Image:
    try:
        return Image.open(BytesIO(upload), formats=["PNG", "JPEG", "WEBP", "GIF"])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_points() from error
    except Exception as error:
        raise PictureRefused(
            "This file is not a picture, or is damaged. Choose a PNG, JPEG, WebP or GIF file."
        ) from error


def _refuse_too_many_points(image: Image.Image) -> None:
    if image.width * image.height > MAX_POINTS:
        raise _too_many_points(f"{image.width:,} × {image.height:,}")


def _too_many_points(size: str = "very many") -> PictureRefused:
    return PictureRefused(
        f"This picture has {size} points. The most is {MAX_POINTS // 1_000_000} million: make it "
        f"smaller first. Pages show a picture at most {MAX_WIDTH:,} points wide."
    )


def _encoded(image: Image.Image) -> EncodedPicture:
    notes = []
    if getattr(image, "is_animated", False):
        notes.append("It is animated: only the first picture of it is kept.")
    is_photograph = image.format == "JPEG"
    before = image.size
    # A JPEG can be read at a half or a quarter of its size, for a fraction of the memory.
    image.draft(None, (MAX_WIDTH * 2, MAX_HEIGHT * 2))
    image.load()
    image = _in_web_colours(ImageOps.exif_transpose(image))
    is_photograph = is_photograph or image.getcolors(_COLOURS_OF_A_DRAWING) is None
    image.thumbnail((MAX_WIDTH, MAX_HEIGHT), Image.Resampling.LANCZOS)
    if max(image.size) < max(before):
        notes.append(
            f"It was {before[0]:,} × {before[1]:,} points and is now "
            f"{image.width:,} × {image.height:,}: wide enough for any page."
        )
    image.info = {}  # a saver may write what is noted there: profiles, comments, times
    kind = _kind_for(image, is_photograph=is_photograph)
    return EncodedPicture(
        content=_saved(image, kind),
        media_type=kind,
        width=image.width,
        height=image.height,
        notes=tuple(notes),
    )


def _in_web_colours(image: Image.Image) -> Image.Image:
    """8 bits a colour, in sRGB, as browsers take a picture without a profile; alpha is kept."""
    has_alpha = image.has_transparency_data
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):  # 16 bits a point, which convert() would cut off, not scale
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    alpha = image.convert("RGBA").getchannel("A") if has_alpha else None
    shades = image.mode in _MODES_OF_SHADES
    if image.mode not in {"RGB", "L", "CMYK"}:
        image = image.convert("L" if shades else "RGB")
    if profile:
        image = _from_profile(image, profile)
    if image.mode == "CMYK":
        image = image.convert("RGB")
    if alpha is not None:
        image = image.convert("RGBA")
        image.putalpha(alpha)
    return image


def _from_profile(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        return (
            ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB",
            )
            or image
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image  # a profile that can't be read says nothing


def _kind_for(image: Image.Image, *, is_photograph: bool) -> FigureType:
    if not is_photograph:
        return FigureType.PNG
    return FigureType.WEBP if image.mode == "RGBA" else FigureType.JPEG


def _saved(image: Image.Image, kind: FigureType) -> bytes:
    content = BytesIO()
    if kind == FigureType.PNG:
        image.save(content, "PNG", optimize=True)
    elif kind == FigureType.JPEG:
        image.save(content, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    else:
        image.save(content, "WEBP", quality=_QUALITY, method=4)
    return content.getvalue()
