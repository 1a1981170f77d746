"""Pages and people for the tests, made as the site itself makes them."""

from dataclasses import asdict
from typing import Any

from django.contrib.auth.models import Group, User
from django.utils import timezone

from pages.lifecycle.publishing import create_page, publish, save_draft
from pages.models import FeedbackState, Page, PageRevision, ShownIn
from pages.rendering import RENDERER_VERSION, render


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


def make_many(count: int, *, parent: Page, body: str = "## Peers\n\nPeer networks.") -> None:
    """Published pages below one, quicker than staff could make them: ten to a section."""
    rendered = render(body, settings={})
    now = timezone.now()
    above = [parent]
    for number in range(count):
        section = above[number // 10]
        slug = f"page-{number}"
        above.append(
            Page(parent=section, slug=slug, path=f"{section.path}/{slug}", position=number)
        )
    made = above[1:]
    for page in made:
        page.save()
    revisions = PageRevision.objects.bulk_create(
        PageRevision(
            page=page,
            number=1,
            title=f"Page {number}",
            body=body,
            change_note="Said more",
            is_notable=True,
            published_at=now,
            renderer_version=RENDERER_VERSION,
            html=rendered.html,
            text=rendered.text,
            headings=[asdict(heading) for heading in rendered.headings],
        )
        for number, page in enumerate(made)
    )
    for page, revision in zip(made, revisions, strict=True):
        page.published_revision, page.status, page.text_changed_at = revision, "published", now
    Page.objects.bulk_update(made, ["published_revision", "status", "text_changed_at"], 500)
