"""Whoever manages accounts cannot give rights they do not have, nor take over a superuser's."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User

from tests.feedback.factories import (
    make_administrator,
    make_moderator,
    make_staff_without_rights,
    signed_in,
)

pytestmark = pytest.mark.django_db

USERS = "/admin/auth/user/"


def account(user: User, **changes: Any) -> dict[str, Any]:
    return {"username": user.username, "is_active": "on", "is_staff": "on"} | changes


def test_an_administrator_puts_people_into_groups() -> None:
    person, group = make_staff_without_rights(), Group.objects.get(name="moderators")
    sent = account(person, groups=group.pk, first_name="Maria")
    response = signed_in(make_administrator()).post(f"{USERS}{person.pk}/change/", sent)
    assert response.status_code == 302
    assert list(person.groups.all()) == [group]


def test_an_administrator_cannot_make_superusers_or_give_single_permissions() -> None:
    person = make_staff_without_rights()
    right = Permission.objects.get(codename="delete_user")
    sent = account(person, is_superuser="on", user_permissions=right.pk)
    signed_in(make_administrator()).post(f"{USERS}{person.pk}/change/", sent)
    person.refresh_from_db()
    assert not person.is_superuser
    assert not person.user_permissions.exists()


def test_an_administrator_cannot_promote_themselves() -> None:
    administrator = make_administrator()
    sent = account(administrator, is_superuser="on")
    signed_in(administrator).post(f"{USERS}{administrator.pk}/change/", sent)
    administrator.refresh_from_db()
    assert not administrator.is_superuser


def test_an_administrator_cannot_take_over_a_superuser() -> None:
    boss = User.objects.create_superuser("boss", password="correct horse battery staple")
    client = signed_in(make_administrator())
    taken = {"password1": "another long pass", "password2": "another long pass"}
    assert client.post(f"{USERS}{boss.pk}/password/", taken).status_code == 403
    assert client.post(f"{USERS}{boss.pk}/change/", account(boss, email="x@y.z")).status_code == 403
    boss.refresh_from_db()
    assert boss.check_password("correct horse battery staple")
    assert boss.email == ""


def test_a_superuser_can_make_superusers() -> None:
    boss, person = User.objects.create_superuser("boss"), make_staff_without_rights()
    sent = account(person, is_superuser="on")
    assert signed_in(boss).post(f"{USERS}{person.pk}/change/", sent).status_code == 302
    person.refresh_from_db()
    assert person.is_superuser


def test_accounts_are_never_deleted() -> None:
    person = make_staff_without_rights()
    client = signed_in(User.objects.create_superuser("boss"))
    assert client.post(f"{USERS}{person.pk}/delete/", {"post": "yes"}).status_code == 403


def test_others_see_no_accounts() -> None:
    assert signed_in(make_moderator()).get(USERS).status_code == 403
