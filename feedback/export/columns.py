"""The columns of every export, in their order. `docs/data-dictionary.md` explains each to analysts.

Names and codes are a promise: spreadsheets and dashboards elsewhere depend on them. Add columns
at the end; never rename one or give it another meaning.
"""

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Expression, F, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from feedback.export.column import Column, Kind, column
from feedback.export.formula_safety import formula_safe
from feedback.models import AuthorityType, Region, Source, Theme, Tone, TriageStatus
from feedback.models.export_log import ExportProfile


def columns_of(profile: str) -> list[Column]:
    is_full = profile == ExportProfile.FULL
    return [one for one in COLUMNS if is_full or one.profile == ExportProfile.ANONYMOUS]


def _joined_themes(slug: Expression | F) -> Expression:
    """Slugs in the order of the alphabet, a bar between."""
    given = Theme.objects.filter(submissions=OuterRef("pk")).order_by().values("submissions")
    slugs = given.annotate(slugs=StringAgg(slug, "|", order_by="slug")).values("slugs")
    return Coalesce(Subquery(slugs), Value(""), output_field=TextField())


_THEME = F("slug")

COLUMNS = [
    column(
        "reference",
        Kind.TEXT,
        "reference",
        "The public reference the sender was given. One row each.",
    ),
    column(
        "page_path",
        Kind.TEXT,
        "page__path",
        "The page's address today, without the slashes at its ends. Empty for the home page.",
    ),
    column("page_title", Kind.TEXT, "revision__title", "The page's title as it was read."),
    column(
        "revision_number",
        Kind.NUMBER,
        "revision__number",
        "Which version of the page was read. Counts up from 1 on each page.",
    ),
    column(
        "section_id",
        Kind.TEXT,
        "section_id",
        "The heading the feedback is about. Empty: the whole page.",
    ),
    column(
        "sentiment_slug",
        Kind.TEXT,
        "sentiment__slug",
        "The sender's reflection on the page, as a code that never changes. Empty: none chosen.",
    ),
    column(
        "sentiment_label", Kind.TEXT, "sentiment__label", "The same in the words the sender saw."
    ),
    column(
        "sentiment_tone",
        Kind.CODE,
        "sentiment__tone",
        "How analysis counts the reflection.",
        Tone.values,
    ),
    column("summary", Kind.TEXT, "summary", "The sender's summary."),
    column("details", Kind.TEXT, "details", "The sender's details. May hold several lines."),
    column(
        "role_slug", Kind.TEXT, "role__slug", "The sender's role, as a code that never changes."
    ),
    column("role_label", Kind.TEXT, "role__label", "The same in the words the sender saw."),
    column(
        "sector_slug",
        Kind.TEXT,
        "role__sector__slug",
        "The part of the sector the role belongs to.",
    ),
    column(
        "organisation_name",
        Kind.TEXT,
        "organisation__name",
        "The known organisation that was matched. Empty when there was any doubt.",
    ),
    column(
        "organisation_as_typed",
        Kind.TEXT,
        "organisation_as_typed",
        "The organisation as the sender typed it.",
    ),
    column(
        "organisation_dfe_code",
        Kind.TEXT,
        "organisation__dfe_code",
        "The Department for Education's three digits for the matched authority.",
    ),
    column(
        "organisation_ons_code",
        Kind.TEXT,
        "organisation__ons_code",
        "The Office for National Statistics' nine characters for it.",
    ),
    column(
        "region",
        Kind.CODE,
        "organisation__region",
        "The region of England the matched organisation is in.",
        Region.values,
    ),
    column(
        "authority_type",
        Kind.CODE,
        "organisation__authority_type",
        "The kind of children's services authority. Empty for other organisations.",
        AuthorityType.values,
    ),
    column("source", Kind.CODE, "source", "How the feedback reached us.", Source.values),
    column(
        "received_at",
        Kind.MOMENT,
        "received_at",
        "When it reached us. What staff entered: the first moment of the day it was given.",
    ),
    column(
        "triage_status",
        Kind.CODE,
        "triage_status",
        "Where staff have got to with it.",
        TriageStatus.values,
    ),
    column(
        "triaged_at",
        Kind.MOMENT,
        "triaged_at",
        "When staff last decided. Empty while the status is new.",
    ),
    column(
        "themes",
        Kind.TEXT,
        _joined_themes(_THEME),
        "Codes of the themes staff gave it, a vertical bar between them.",
        safe_source=_joined_themes(formula_safe(_THEME)),
    ),
    column(
        "may_publish",
        Kind.YES_NO,
        "may_publish",
        "Whether the sender agreed that their words are published, unnamed.",
    ),
    column(
        "suspected_spam",
        Kind.YES_NO,
        "suspected_spam",
        "The machine's suspicion. Staff decide by the status.",
    ),
    column(
        "suspected_personal_data",
        Kind.YES_NO,
        "suspected_personal_data",
        "The machine's suspicion that the words identify somebody.",
    ),
    column(
        "email",
        Kind.TEXT,
        "contact_details__email",
        "The sender's email address, if given.",
        profile=ExportProfile.FULL,
    ),
    column(
        "may_contact",
        Kind.YES_NO,
        Coalesce("contact_details__may_contact", Value(value=False)),
        "Whether the sender agreed to be contacted about this.",
        profile=ExportProfile.FULL,
    ),
    column(
        "entered_at",
        Kind.MOMENT,
        "entered_at",
        "When staff entered it for the sender. Empty: the sender did.",
    ),
    column(
        "entered_by",
        Kind.TEXT,
        "entered_by__username",
        "The user name of whoever entered it.",
        profile=ExportProfile.FULL,
    ),
]
