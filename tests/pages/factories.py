"""Pages and people for the tests, made as the site itself makes them."""

from typing import Any

from django.contrib.auth.models import Group, User

from pages.models import FeedbackState, Page, PageRevision, ShownIn
from pages.publishing import create_page, publish, save_draft


def make_draft(slug: str = "status", *, body: str = "Words.", **options: Any) -> Page:
    title = options.pop("title", slug.capitalize() or "Home")
    words = {name: options.pop(name) for name in ("menu_title", "summary") if name in options}
    page = create_page(slug=slug, **options)
    save_draft(page=page, by=None, title=title, body=body, **words)
    return page


def make_page(slug: str = "status", *, body: str = "Words.", **options: Any) -> Page:
    page = make_draft(slug, body=body, **options)
    return publish(revision=newest(page), by=None)


def make_revision(page: Page, *, title: str = "Title", body: str = "Words.") -> PageRevision:
    """A newer text, before readers."""
    revision = save_draft(page=page, by=None, title=title, body=body)
    publish(revision=revision, by=None)
    return revision


def make_site() -> None:
    """Home, two sections, one with two pages below, and a page in the footer."""
    make_page("", title="Home")
    system = make_page("system", title="System")
    make_page("status", title="Status", parent=system)
    make_page("value", title="Value", parent=system, feedback=FeedbackState.CLOSED)
    make_page("plans", title="Plans")
    make_page("privacy", title="Privacy", shown_in=ShownIn.FOOTER, feedback=FeedbackState.CLOSED)


def newest(page: Page) -> PageRevision:
    return page.revisions.order_by("-number")[0]


def make_staff(username: str, *groups: str, **options: Any) -> User:
    user = User.objects.create_user(username, is_staff=True, **options)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user
