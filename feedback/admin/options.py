"""What the list can be narrowed to: only what some feedback has, in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, Model, OuterRef, QuerySet

from feedback.models import Organisation, Role, Sentiment, Submission
from pages.models import Page

Choices = list[tuple[str, str]]
GroupedChoices = list[tuple[str, Choices]]

NONE_CHOSEN = "_none"
NOT_MATCHED = "_unmatched"


@dataclass
class Options:
    """The choices of each filter, and the rows that each value stands for."""

    pages: Choices = field(default_factory=list)
    sentiments: Choices = field(default_factory=list)
    roles: Choices = field(default_factory=list)
    sectors: Choices = field(default_factory=list)
    organisations: GroupedChoices = field(default_factory=list)
    # Ids rather than joins: PostgreSQL knows how common an id is, so it picks the right index.
    sentiment_ids: dict[str, int] = field(default_factory=dict)
    role_ids: dict[str, int] = field(default_factory=dict)
    role_ids_by_sector: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    organisation_ids: dict[str, int] = field(default_factory=dict)
    organisation_ids_by_region: dict[str, list[int]] = field(
        default_factory=lambda: defaultdict(list)
    )


def load_options() -> Options:
    options = Options()
    _add_pages(options)
    for pk, slug, label in (
        _used(Sentiment, "sentiment").order_by("position", "pk").values_list("pk", "slug", "label")
    ):
        options.sentiments.append((slug, label))
        options.sentiment_ids[slug] = pk
    options.sentiments.append((NONE_CHOSEN, "None chosen"))
    _add_roles(options)
    _add_organisations(options)
    return options


def _used(model: type[Model], name: str) -> QuerySet[Any]:
    rows: QuerySet[Any] = QuerySet(model)
    return rows.filter(_is_chosen(name))


def _is_chosen(name: str) -> Exists:
    return Exists(Submission.objects.filter(**{name: OuterRef("pk")}).order_by())


def _add_pages(options: Options) -> None:
    """Also those that readers no longer see, under the title of their newest words."""
    rows: QuerySet[Any] = Page.objects.filter(_is_chosen("page")).with_shown_title()
    titles = rows.order_by("shown_title", "pk").values_list("pk", "shown_title")
    options.pages = [(str(pk), title) for pk, title in titles]


def _add_roles(options: Options) -> None:
    rows = _used(Role, "role").order_by("sector__position", "position", "pk")
    sectors: dict[str, str] = {}
    for pk, slug, label, sector, sector_label in rows.values_list(
        "pk", "slug", "label", "sector__slug", "sector__label"
    ):
        options.roles.append((slug, label))
        options.role_ids[slug] = pk
        options.role_ids_by_sector[sector].append(pk)
        sectors[sector] = sector_label
    options.sectors = list(sectors.items())


def _add_organisations(options: Options) -> None:
    """By region, so that a list of a hundred and more can be found through."""
    regions: dict[str, Choices] = defaultdict(list)
    rows = _used(Organisation, "organisation").order_by("region", "name")
    for pk, slug, name, region in rows.values_list("pk", "slug", "name", "region"):
        regions[region].append((slug, name))
        options.organisation_ids[slug] = pk
        options.organisation_ids_by_region[region].append(pk)
    elsewhere = regions.pop("", [])
    options.organisations = [("Not matched", [(NOT_MATCHED, "Typed, but not matched")])]
    options.organisations += regions.items()
    if elsewhere:
        options.organisations.append(("Elsewhere", elsewhere))
