"""Model fields of our own, and what they are made of."""

from django.contrib.postgres.search import SearchVectorCombinable, SearchVectorField
from django.db import models
from django.db.models import Func
from django.utils.safestring import SafeString, mark_safe


class RenderedHtmlField(models.TextField):  # type: ignore[type-arg]
    """HTML that only the renderer writes: templates may show it as it is."""

    def from_db_value(self, value: str | None, *_where: object) -> SafeString:
        return mark_safe(value or "")  # noqa: S308 - sanitised when it was stored


class HeadingsVector(SearchVectorCombinable, Func):
    """The words of a revision's headings, for search: they weigh more than those below them."""

    template = (
        "setweight(jsonb_to_tsvector('english'::regconfig, "
        "jsonb_path_query_array(%(expressions)s, '$[*].text'), '[\"string\"]'), 'B')"
    )
    output_field = SearchVectorField()
    config = None  # it is in the template; combining asks for one
