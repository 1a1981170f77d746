"""What only the site's owner knows: filling it in, and what is left to do."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from pages.lifecycle.publishing import publish, save_draft
from pages.models import SiteSetting
from tests.pages.factories import make_draft, make_page, make_staff
from tests.pages.screens import address, errors, filled_in, save, soup

pytestmark = pytest.mark.django_db


def test_setting_is_filled_in_and_reaches_its_pages(client: Client, administrator: User) -> None:
    make_page("privacy", body="{{ foi_contact }}")
    setting = SiteSetting.objects.get(slug="foi_contact")
    save(client, address(setting), value="The clerk")
    setting.refresh_from_db()
    assert (setting.value, setting.updated_by) == ("The clerk", administrator)
    assert b"The clerk" in client.get("/privacy/").content


def test_setting_that_someone_changed_meanwhile_is_not_overwritten(
    client: Client, administrator: User
) -> None:
    setting = SiteSetting.objects.get(slug="foi_contact")
    opened = filled_in(client, address(setting))
    SiteSetting.objects.filter(pk=setting.pk).update(value="Theirs")
    response = client.post(address(setting), opened | {"value": "Mine"})
    assert "“Theirs”" in errors(response)
    assert soup(response).select_one("#id_value").text.strip() == "Mine"  # type: ignore[union-attr]
    setting.refresh_from_db()
    assert setting.value == "Theirs"


def test_setting_is_never_added_or_deleted(client: Client, administrator: User) -> None:
    setting = SiteSetting.objects.get(slug="foi_contact")
    assert client.get("/admin/pages/sitesetting/add/").status_code == 403
    assert client.post(address(setting).replace("change", "delete")).status_code == 403


def test_editor_reads_settings_and_changes_none(client: Client, editor: User) -> None:
    setting = SiteSetting.objects.get(slug="foi_contact")
    assert client.get(address(setting)).status_code == 200
    assert client.post(address(setting), {"value": "x"}).status_code == 403


# To complete before launch


def left(client: Client) -> dict[str, str]:
    """What is to be done, and where: some things are done on the server."""
    rows = soup(client.get("/admin/")).select(".app-to-complete li")
    return {row.text: str(row.a["href"]) if row.a else "" for row in rows}


def test_first_screen_lists_what_is_to_be_completed(client: Client, administrator: User) -> None:
    page = make_page("plans", title="Plans", body='![](a.png "A map")')
    setting = SiteSetting.objects.get(slug="lawful_basis")
    listed = left(client)
    assert listed["Lawful basis for using personal data"] == address(setting)
    assert listed["Figure on “Plans”: A map"] == address(page)
    assert [url for what, url in listed.items() if "PUBLIC_URL" in what] == [""]
    assert "Where to turn with a concern about a child" not in listed


def test_list_is_gone_when_nothing_is_left(
    client: Client, administrator: User, settings: Any
) -> None:
    settings.IS_PUBLIC = True
    SiteSetting.objects.update(value="Known")
    assert left(client) == {}
    assert b"To complete before launch" not in client.get("/admin/").content


def test_draft_with_a_missing_figure_is_not_on_the_list(
    client: Client, administrator: User
) -> None:
    page = make_page("plans", body='![](a.png "A map")')
    publish(revision=save_draft(page=page, by=None, title="Plans"), by=None)
    make_draft("other", body='![](b.png "Another")')
    assert [what for what in left(client) if what.startswith("Figure")] == []


def test_a_long_list_is_folded_with_its_count(client: Client, administrator: User) -> None:
    def fold() -> Any:
        return soup(client.get("/admin/")).select_one("details.app-to-complete")

    count = len(left(client))
    assert count > 5
    assert fold().summary.text == f"To complete before launch ({count})"
    assert not fold().has_attr("open")
    SiteSetting.objects.exclude(slug="lawful_basis").update(value="Known")
    assert fold().has_attr("open")


@pytest.mark.parametrize(
    ("group", "sees"),
    [("", False), ("moderators", False), ("analysts", False), ("editors", True)],
)
def test_the_list_is_for_those_who_write_the_site(client: Client, group: str, sees: bool) -> None:
    make_page("plans", body='![](a.png "A map")')
    client.force_login(make_staff("other", *([group] if group else [])))
    assert bool(left(client)) is sees
