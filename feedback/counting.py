"""How much feedback there is."""

from dataclasses import dataclass

from django.db.models import Count, Q

from feedback.models import Submission, TriageStatus


@dataclass(frozen=True, slots=True)
class PageCounts:
    total: int
    awaiting: int


def counts_by_page() -> dict[int, PageCounts]:
    """Of each page that has any. One query."""
    is_new = Q(triage_status=TriageStatus.NEW)
    rows = (
        Submission.objects.order_by()
        .values("page")
        .annotate(total=Count("pk"), awaiting=Count("pk", filter=is_new))
    )
    return {row["page"]: PageCounts(row["total"], row["awaiting"]) for row in rows}
