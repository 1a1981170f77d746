"""Where a page stands: its address is made of its section's and its own, and so are those below."""

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Q

from pages.addresses import join_path, refuse_reserved, validate_slug
from pages.models import Page, PageRevision

# Any number that no other part of the site uses.
_ADVISORY_LOCK = 7_203_411
_LONGEST_PATH = 500


def lock_tree() -> None:
    """Until the transaction ends nobody else adds or moves a page: two moves at once could put
    each page under the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ADVISORY_LOCK])


def address_for(*, slug: str, parent: Page | None, page: Page | None = None) -> str:
    """The path a page would have there. Raises ValidationError, with the reason, if it can't."""
    if slug:
        validate_slug(slug)
    elif parent is not None:
        raise ValidationError("Enter the last part of the address.")
    path = join_path(parent.path if parent else "", slug)
    refuse_reserved(path)
    if len(path) > _LONGEST_PATH:
        raise ValidationError(f"The whole address is longer than {_LONGEST_PATH} characters.")
    if Page.objects.filter(path=path).exclude(pk=page.pk if page else 0).exists():
        raise ValidationError(f"There is already a page at /{path}/. Choose another address.")
    if page is not None and parent is not None and _is_within(parent, page):
        raise ValidationError("A page can’t be moved below itself.")
    return path


def has_fixed_address(page: Page) -> bool:
    """Readers may hold its address, or that of a page below it, from the day it was published."""
    seen = PageRevision.objects.filter(published_at__isnull=False)
    return page.is_home or seen.filter(_at_or_below("page__path", page.path)).exists()


@transaction.atomic
def move_page(*, page: Page, parent: Page | None, slug: str) -> Page:
    """Put the page elsewhere, with everything below it. Raises ValidationError if it can't."""
    lock_tree()
    page = Page.objects.select_for_update().get(pk=page.pk)
    if parent is not None:
        parent = Page.objects.get(pk=parent.pk)
    if has_fixed_address(page):
        raise ValidationError(
            "This page, or one below it, has been published: its address can’t change any more."
        )
    old_path, page.path = page.path, address_for(slug=slug, parent=parent, page=page)
    page.parent, page.slug = parent, slug
    below = list(Page.objects.select_for_update().filter(path__startswith=f"{old_path}/"))
    for one in below:
        one.path = page.path + one.path.removeprefix(old_path)
        if len(one.path) > _LONGEST_PATH:
            raise ValidationError(f"/{one.path}/ is longer than {_LONGEST_PATH} characters.")
    page.save(update_fields=["parent", "slug", "path", "updated_at"])
    Page.objects.bulk_update(below, ["path"])
    return page


def _is_within(page: Page, top: Page) -> bool:
    return page.pk == top.pk or page.path.startswith(f"{top.path}/")


def _at_or_below(field: str, path: str) -> Q:
    return Q(**{field: path}) | Q(**{f"{field}__startswith": f"{path}/"})
