"""Where a page stands: its address is made of its section's and its own, and so are those below."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat, Substr
from django.utils import timezone

from pages.addresses import join_path, refuse_reserved, validate_slug
from pages.lifecycle.standing import note_event
from pages.models import OldAddress, Page, PageRevision

# Any number that no other part of the site uses.
_ADVISORY_LOCK = 7_203_411
_LONGEST_PATH = 500


@dataclass(frozen=True, slots=True)
class AddressChange:
    """What a move does to one page's address; readers may hold the old one if it was published."""

    page: int
    before: str
    after: str
    was_published: bool


def lock_tree() -> None:
    """Until the transaction ends nobody else adds or moves a page: two moves at once could put
    each page under the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ADVISORY_LOCK])


def address_for(*, slug: str, parent: Page | None) -> str:
    """The path a new page would have there. Raises ValidationError, with the reason, if none."""
    path = _path_for(slug, parent)
    _refuse_taken([path], family=set())
    return path


def changes_of_address(*, page: Page, parent: Page | None, slug: str) -> list[AddressChange]:
    """What would become of the addresses of the page and of all below it, were it moved there;
    nothing when they stay. Raises ValidationError, with the reason, if it can't be moved there."""
    if page.is_home:
        raise ValidationError("The home page stays where it is.")
    if not slug:
        raise ValidationError("Enter the last part of the address.")
    if parent is not None and _is_within(parent, page):
        raise ValidationError("A page can’t be moved below itself.")
    path = _path_for(slug, parent)
    if path == page.path:
        return []
    seen = PageRevision.objects.filter(page=OuterRef("pk"), published_at__isnull=False)
    family = _at_or_below(page.path).annotate(was_published=Exists(seen))
    changes = [
        AddressChange(pk, before, path + before.removeprefix(page.path), was_published)
        for pk, before, was_published in family.order_by("path").values_list(
            "pk", "path", "was_published"
        )
    ]
    for change in changes:
        _refuse_too_long(change.after)
    _refuse_taken([one.after for one in changes], family={one.page for one in changes})
    return changes


@transaction.atomic
def move_page(
    *,
    page: Page,
    parent: Page | None,
    slug: str,
    position: int | None = None,
    after: Page | None = None,
    by: User | None = None,
) -> Page:
    """Put the page elsewhere, with everything below it. Old addresses that readers may hold lead
    on to it. Raises ValidationError, with the reason, if it can't go there.

    It comes to stand `after` a neighbour, or with `position` neighbours before it; without either
    it keeps its place in its section, and comes last in another.
    """
    lock_tree()
    page = Page.objects.get(pk=page.pk)
    if parent is not None:
        parent = Page.objects.get(pk=parent.pk)
    # All rows at once and in one order, so that nobody waits in a ring.
    touched = Q(pk__in=_at_or_below(page.path).values("pk")) | Q(parent=parent)
    list(Page.objects.filter(touched).order_by("pk").select_for_update().values_list("pk"))
    changes = changes_of_address(page=page, parent=parent, slug=slug)
    order = _order_with(page, parent=parent, position=position, after=after)
    if changes:
        _change_addresses(page.path, changes)
    if changes:
        words = f"Moved from /{changes[0].before}/ to /{changes[0].after}/."
        note_event(page=page, by=by, words=words)
        page.path = changes[0].after
    page.parent, page.slug = parent, slug
    page.save(update_fields=["parent", "slug", "updated_at"])
    _number(order, parent=parent)
    page.refresh_from_db(fields=["position"])
    return page


def neighbours_of(parent: Page | None) -> QuerySet[Page]:
    """The pages of a section in their order. The home page stands before all and has no place."""
    return Page.objects.filter(parent=parent).exclude(path="").order_by("position", "pk")


@transaction.atomic
def keep_old_address(*, path: str, page: Page) -> None:
    """Let an address lead to the page, which stood there before the site knew of it.

    Raises ValidationError when it is the site's own, or another page's.
    """
    lock_tree()
    refuse_reserved(path)
    _refuse_too_long(path)
    if path != page.path:
        _refuse_taken([path], family={page.pk})
        OldAddress.objects.get_or_create(path=path, defaults={"page": page})


def _path_for(slug: str, parent: Page | None) -> str:
    if slug:
        validate_slug(slug)
    elif parent is not None:
        raise ValidationError("Enter the last part of the address.")
    path = join_path(parent.path if parent else "", slug)
    refuse_reserved(path)
    _refuse_too_long(path)
    return path


def _refuse_too_long(path: str) -> None:
    if len(path) > _LONGEST_PATH:
        raise ValidationError(
            f"The address of this page, or of one below it, would be longer than {_LONGEST_PATH} "
            "characters."
        )


def _refuse_taken(paths: list[str], *, family: set[int]) -> None:
    """An address belongs to the page that stands there, or else to the one that last did. Those
    that move together may take each other's."""
    taken = Page.objects.filter(path__in=paths).exclude(pk__in=family).first()
    if taken is not None:
        raise ValidationError(
            f"There is already a page at {taken.get_absolute_url()}: “{taken.title}”. "
            "Choose another address."
        )
    held = OldAddress.objects.filter(path__in=paths).exclude(page__in=family).first()
    if held is not None:
        raise ValidationError(
            f"{held} is an old address of “{held.page.title}”, and readers who hold it are led "
            "there. Choose another address, or remove that old address first."
        )


def _change_addresses(before: str, changes: list[AddressChange]) -> None:
    OldAddress.objects.filter(path__in=[one.after for one in changes]).delete()
    OldAddress.objects.bulk_create(
        OldAddress(path=one.before, page_id=one.page) for one in changes if one.was_published
    )
    rest = Substr("path", len(before) + 1)
    _at_or_below(before).update(
        path=Concat(Value(changes[0].after), rest), updated_at=timezone.now()
    )


def _order_with(
    page: Page, *, parent: Page | None, position: int | None, after: Page | None
) -> list[Page]:
    """The section's pages in their order, with this one in its new place."""
    others = list(neighbours_of(parent))
    place = next((at for at, one in enumerate(others) if one.pk == page.pk), len(others))
    others = [one for one in others if one.pk != page.pk]
    if after is not None:
        at = next((at for at, one in enumerate(others, start=1) if one.pk == after.pk), None)
        if at is None:
            raise ValidationError(f"“{after.title}” is no longer in that section. Choose again.")
        place = at
    elif position is not None:
        place = min(max(position, 0), len(others))
    return [*others[:place], page, *others[place:]]


def _number(order: list[Page], *, parent: Page | None) -> None:
    """From 0 up; at the top 0 is the home page's."""
    changed = []
    for number, one in enumerate(order, start=0 if parent else 1):
        if one.position != number:
            one.position = number
            changed.append(one)
    Page.objects.bulk_update(changed, ["position"])


def _is_within(page: Page, top: Page) -> bool:
    return page.pk == top.pk or page.path.startswith(f"{top.path}/")


def _at_or_below(path: str) -> QuerySet[Page]:
    return Page.objects.filter(Q(path=path) | Q(path__startswith=f"{path}/"))
