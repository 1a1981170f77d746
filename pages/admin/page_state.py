"""In words: what readers see of a page, and what its editor has before them."""

from pages.models import Page, PageRevision, PageStatus


def state_of(page: Page, newest: PageRevision | None, *, is_reachable: bool) -> str:
    """`is_reachable`: whether every page above it is published too."""
    live = page.published_revision
    if page.status == PageStatus.ARCHIVED:
        return "Archived. Readers can’t see this page."
    if not page.is_published or live is None:
        if page.revisions.filter(published_at__isnull=False).exists():
            return "Unpublished. Readers saw this page before, and can’t now."
        return "Draft, never published. Only staff can see this page."
    is_newer = newest is not None and newest.number > live.number
    if not is_reachable:
        hidden = "Published, but readers can’t reach it: a page above it is not published."
        return f"{hidden} You are editing a newer draft." if is_newer else hidden
    if newest and is_newer:
        return (
            f"Readers see revision {live.number}; you are editing a newer draft, "
            f"revision {newest.number}."
        )
    return f"Readers see revision {live.number}, and that is what you are editing."
