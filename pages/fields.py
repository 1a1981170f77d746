"""Model fields of our own."""

from django.db import models
from django.utils.safestring import SafeString, mark_safe


class RenderedHtmlField(models.TextField):  # type: ignore[type-arg]
    """HTML that only the renderer writes: templates may show it as it is."""

    def from_db_value(self, value: str | None, *_where: object) -> SafeString:
        return mark_safe(value or "")  # noqa: S308 - sanitised when it was stored
