"""Real picture files, made on the spot, and figures made of them."""

from io import BytesIO
from typing import Any

from PIL import Image

from pages.figures.encoding import encode_picture
from pages.figures.keeping import add_figure
from pages.models import Figure


def picture_file(image: Image.Image | None = None, kind: str = "PNG", **options: Any) -> bytes:
    file = BytesIO()
    (image or Image.new("RGB", (60, 40), "#0b6b4f")).save(file, kind, **options)
    return file.getvalue()


def photograph(size: tuple[int, int] = (300, 200)) -> Image.Image:
    """More colours than any drawing has."""
    noise = [Image.effect_noise(size, 90) for _ in range(3)]
    return Image.merge("RGB", noise)


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def make_figure(name: str = "map", *, upload: bytes | None = None, **words: Any) -> Figure:
    if not words.get("is_decorative"):
        words.setdefault("alternative_text", "Seven dots")
    picture = encode_picture(upload or picture_file())
    return add_figure(picture=picture, name=name, by=None, **words)
