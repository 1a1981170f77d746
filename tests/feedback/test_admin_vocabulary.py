"""The screens for roles, reflections, organisations and themes: what can change and what not."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User

from feedback.models import Role, Sector, Sentiment, Theme
from tests.feedback.factories import (
    make_administrator,
    make_analyst,
    make_editor,
    make_moderator,
    make_page,
    make_staff_without_rights,
    make_submission,
    signed_in,
)
from tests.feedback.screens import ADMIN, change, fields_of, save

pytestmark = pytest.mark.django_db


# Roles and reflections


def test_a_wording_in_use_cannot_be_reworded_but_moved_and_retired(administrator: User) -> None:
    make_submission(make_page(), role="la-data")
    role = Role.objects.get(slug="la-data")
    client = signed_in(administrator)

    response = client.get(change("role", role.pk))
    assert fields_of(response) == {"position", "is_active", "seen"}
    assert "add another and say there that it replaces this one" in response.content.decode()

    sent = {"label": "Reworded", "slug": "reworded", "sector": role.sector_id, "position": "40"}
    assert save(client, change("role", role.pk), sent).status_code == 302
    role.refresh_from_db()
    assert (role.slug, role.label) == ("la-data", "Local authority data professional")
    assert (role.position, role.is_active) == (40, False)


def test_a_wording_nobody_chose_can_be_reworded_but_keeps_its_code(administrator: User) -> None:
    other = Sentiment.objects.get(slug="other")
    sent = {"label": "Something else", "slug": "else", "tone": "neutral", "position": "6"}
    response = save(signed_in(administrator), change("sentiment", other.pk), sent)
    assert response.status_code == 302
    other.refresh_from_db()
    assert (other.slug, other.label) == ("other", "Something else")


def test_a_wording_is_replaced_by_adding_another(administrator: User) -> None:
    old = Role.objects.get(slug="la-data")
    sent = {
        "slug": "la-analyst",
        "label": "Local authority analyst",
        "sector": old.sector_id,
        "position": "",
        "is_active": "on",
        "replaces": old.pk,
    }
    client = signed_in(administrator)

    assert client.post(f"{ADMIN}role/add/", sent).status_code == 302

    old.refresh_from_db()
    new = Role.objects.get(slug="la-analyst")
    assert (old.is_active, new.is_active, new.replaces) == (False, True, old)
    assert new.position == old.position
    # Each is replaced once: the second time is an error on the form, not on the server.
    again = client.post(f"{ADMIN}role/add/", sent | {"slug": "third", "label": "Third"})
    assert again.status_code == 200
    assert not Role.objects.filter(slug="third").exists()


@pytest.mark.parametrize("model", ["role", "sentiment"])
def test_a_wording_replaced_by_one_not_offered_is_refused(administrator: User, model: str) -> None:
    old = {"role": Role, "sentiment": Sentiment}[model].objects.order_by("position")[0]
    sent = {"slug": "new", "label": "New", "position": "", "replaces": old.pk}
    sent |= {"tone": "neutral", "sector": Sector.objects.all()[0].pk}
    response = signed_in(administrator).post(f"{ADMIN}{model}/add/", sent)
    assert "nothing is offered in its place" in response.content.decode()
    old.refresh_from_db()
    assert old.is_active


def test_the_last_role_offered_is_neither_retired_nor_deleted(administrator: User) -> None:
    last = Role.objects.get(slug="la-data")
    Role.objects.exclude(pk=last.pk).update(is_active=False)
    sent = {"label": last.label, "sector": last.sector_id, "position": "1"}
    response = save(signed_in(administrator), change("role", last.pk), sent)
    assert "the last one the form offers" in response.content.decode()
    boss = signed_in(User.objects.create_superuser("boss"))
    assert boss.post(f"{ADMIN}role/{last.pk}/delete/", {"post": "yes"}).status_code == 403
    last.refresh_from_db()
    assert last.is_active


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_role_can_be_looked_at_by_whoever_may_delete_it() -> None:
    boss = signed_in(User.objects.create_superuser("boss"))
    assert boss.get(change("role", Role.objects.all()[0].pk)).status_code == 200


@pytest.mark.parametrize("model", ["role", "sentiment", "organisation"])
def test_a_form_half_filled_in_has_no_way_out_beside_its_lists(
    administrator: User, model: str
) -> None:
    response = signed_in(administrator).get(f"{ADMIN}{model}/add/")
    icons = BeautifulSoup(response.content, "html.parser").select(".related-widget-wrapper-link")
    assert icons == []


@pytest.mark.parametrize(
    ("model", "sent"), [("role", {"sector": "5"}), ("sentiment", {"tone": "negative"})]
)
def test_what_analysis_counts_a_used_wording_as_stays(
    administrator: User, model: str, sent: dict[str, str]
) -> None:
    chosen = getattr(make_submission(make_page()), model)
    sent |= {"position": "3", "is_active": "on"}
    assert save(signed_in(administrator), change(model, chosen.pk), sent).status_code == 302
    before = (getattr(chosen, "tone", ""), getattr(chosen, "sector_id", 0))
    chosen.refresh_from_db()
    assert (getattr(chosen, "tone", ""), getattr(chosen, "sector_id", 0)) == before
    assert chosen.position == 3


def test_a_wording_in_use_is_never_deleted() -> None:
    boss = User.objects.create_superuser("boss")
    make_submission(make_page(), role="la-data", sentiment="unsure")
    used, unused = Role.objects.get(slug="la-data"), Role.objects.get(slug="consultant")
    client = signed_in(boss)
    assert client.post(f"{ADMIN}role/{used.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.post(f"{ADMIN}role/{unused.pk}/delete/", {"post": "yes"}).status_code == 302
    assert list(Role.objects.filter(pk__in=[used.pk, unused.pk])) == [used]
    delete_all = {"action": "delete_selected", "_selected_action": used.pk, "post": "yes"}
    client.post(f"{ADMIN}role/", delete_all)
    assert Role.objects.filter(pk=used.pk).exists()


def test_sectors_are_neither_added_nor_deleted(administrator: User) -> None:
    sector = Sector.objects.get(slug="people")
    client = signed_in(administrator)
    assert client.get(f"{ADMIN}sector/add/").status_code == 403
    assert client.post(f"{ADMIN}sector/{sector.pk}/delete/", {"post": "yes"}).status_code == 403
    sent = {"label": "People and families", "position": "1", "slug": "x"}
    assert save(client, change("sector", sector.pk), sent).status_code == 302
    sector.refresh_from_db()
    assert (sector.label, sector.slug) == ("People and families", "people")


# Themes


def test_a_theme_keeps_its_code(administrator: User) -> None:
    client = signed_in(administrator)
    added = client.post(f"{ADMIN}theme/add/", {"name": "Skills", "slug": "skills"})
    assert added.status_code == 302
    theme = Theme.objects.get()
    save(client, change("theme", theme.pk), {"name": "Skills and tools", "slug": "tools"})
    theme.refresh_from_db()
    assert (theme.name, theme.slug) == ("Skills and tools", "skills")


def test_a_theme_in_use_is_never_deleted() -> None:
    theme = Theme.objects.create(name="Skills", slug="skills")
    make_submission(make_page()).themes.add(theme)
    client = signed_in(User.objects.create_superuser("boss"))
    assert client.post(f"{ADMIN}theme/{theme.pk}/delete/", {"post": "yes"}).status_code == 403


# Who may


@pytest.mark.parametrize(
    ("make", "reads", "changes"),
    [
        (make_editor, 403, 403),
        (make_staff_without_rights, 403, 403),
        (make_moderator, 200, 403),
        (make_analyst, 200, 403),
        (make_administrator, 200, 200),
    ],
)
@pytest.mark.parametrize("model", ["role", "sentiment", "organisation"])
def test_who_may_change_the_lists(make: Any, reads: int, changes: int, model: str) -> None:
    client = signed_in(make())
    assert client.get(f"{ADMIN}{model}/").status_code == reads
    assert client.get(f"{ADMIN}{model}/add/").status_code == changes


@pytest.mark.parametrize(
    "query", ["?q=%22%27", "?p=x", "?e=1", "?o=99", "?is_active__exact=zzz", "?nonsense=1"]
)
@pytest.mark.parametrize("model", ["role", "sentiment", "organisation", "theme", "sector"])
def test_lists_survive_garbage(administrator: User, model: str, query: str) -> None:
    assert signed_in(administrator).get(f"{ADMIN}{model}/{query}").status_code in {200, 302}
