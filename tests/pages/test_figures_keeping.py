"""Figures are added, described and deleted, and pages that show them follow."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from pages.figures.keeping import FigureInUse, delete_figure, describe_figure, suggest_name
from pages.lifecycle.publishing import save_draft
from pages.lifecycle.renewing import set_site_setting
from pages.models import Figure, Page, SiteSetting
from tests.pages.factories import make_draft, make_page, make_revision, make_staff, newest
from tests.pages.pictures import make_figure, opened

pytestmark = pytest.mark.django_db

SHOWN = "![](figure:map)"
EARLY, LATE = datetime(2031, 1, 1, tzinfo=UTC), datetime(2031, 2, 1, tzinfo=UTC)
WORDS = {"alternative_text": "Nine dots", "is_decorative": False, "caption": "", "credit": ""}


def test_figure_is_kept_as_we_encoded_it() -> None:
    figure = make_figure("map", caption="A map", credit="Us")
    figure.refresh_from_db()
    assert opened(bytes(figure.content)).size == (figure.width, figure.height) == (60, 40)
    assert figure.get_absolute_url() == f"/figures/{figure.digest}.png"


def test_page_that_waits_for_a_figure_shows_it_once_it_is_there() -> None:
    page = make_page("status", body=SHOWN)
    assert newest(page).missing_figures == ["figure:map"]
    figure = make_figure("map")
    assert newest(page).missing_figures == []
    assert figure.get_absolute_url() in newest(page).html


def test_new_words_reach_live_texts_and_drafts_and_only_changed_pages_are_dated() -> None:
    figure = make_figure("map")
    with time_machine.travel(EARLY, tick=False):
        live = make_page("live", body=SHOWN)
        own_words = make_page("own", body="![Its own words](figure:map)")
        draft = make_draft("draft", body=SHOWN)
        other = make_page("other", body="![](figure:map-2)")
        old = make_page("old", body=SHOWN)
        replaced = newest(old)
        make_revision(old, body="No picture now.")
    by = make_staff("sam")
    with time_machine.travel(LATE, tick=False):
        count = describe_figure(figure=figure, by=by, **WORDS)  # type: ignore[arg-type]
    assert count == 3
    assert 'alt="Nine dots"' in newest(live).html
    assert 'alt="Nine dots"' in newest(draft).html
    assert 'alt="Its own words"' in newest(own_words).html
    replaced.refresh_from_db()
    assert 'alt="Seven dots"' in replaced.html  # as readers read it
    changed = Page.objects.filter(text_changed_at=LATE)
    assert list(changed) == [live]
    assert other.text_changed_at == EARLY
    figure.refresh_from_db()
    assert figure.updated_by == by


def test_figure_in_a_setting_is_renewed_on_pages_that_ask_for_the_setting() -> None:
    figure = make_figure("map")
    page = make_page("contact", body="{{ contact_email }}")
    setting = SiteSetting.objects.get(slug="contact_email")
    set_site_setting(setting=setting, value=SHOWN, by=None)
    describe_figure(figure=figure, by=None, **WORDS)  # type: ignore[arg-type]
    setting.refresh_from_db()
    assert 'alt="Nine dots"' in setting.html
    assert 'alt="Nine dots"' in newest(page).html
    with pytest.raises(FigureInUse, match="Contact"):
        delete_figure(figure=figure)


@pytest.mark.parametrize("is_live", [True, False])
def test_figure_in_use_stays_and_says_where(*, is_live: bool) -> None:
    figure = make_figure("map")
    make = make_page if is_live else make_draft
    make("status", body=SHOWN)
    with pytest.raises(FigureInUse) as refused:
        delete_figure(figure=figure)
    assert str(refused.value) == "This figure is shown on “Status”."
    assert Figure.objects.exists()


def test_figure_that_only_history_shows_can_go() -> None:
    figure = make_figure("map")
    page = make_page("status", body=SHOWN)
    make_revision(page, body="![](figure:map-2)")
    save_draft(page=page, by=None, title="Status", body="Nothing.")
    delete_figure(figure=figure)
    assert not Figure.objects.exists()


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"alternative_text": ""}, "alternative_text"),
        ({"alternative_text": "x", "is_decorative": True}, "is_decorative"),
        ({"alternative_text": "x" * 501}, "alternative_text"),
        ({"name": "Not A Name"}, "name"),
        ({"name": "taken"}, "name"),
    ],
)
def test_figure_without_proper_words_is_refused(words: dict[str, object], field: str) -> None:
    make_figure("taken")
    with pytest.raises(ValidationError) as refused:
        make_figure(**({"name": "map"} | words))  # type: ignore[arg-type]
    assert list(refused.value.message_dict) == [field]
    assert Figure.objects.count() == 1


def test_database_holds_that_a_figure_has_words_or_is_decorative() -> None:
    figure = make_figure("map")
    for words in ({"alternative_text": ""}, {"is_decorative": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Figure.objects.filter(pk=figure.pk).update(**words)


@pytest.mark.parametrize(
    ("file_name", "name"),
    [
        ("System Map (final).PNG", "system-map-final"),
        ("C:\\pictures\\Café.jpg", "cafe"),
        ("../../etc/passwd", "passwd"),
        ("___.png", "figure"),
        ("map.png", "map-3"),
        ("x" * 300 + ".png", "x" * 95),
    ],
)
def test_name_is_suggested_from_the_files(file_name: str, name: str) -> None:
    make_figure("map")
    make_figure("map-2")
    assert suggest_name(file_name) == name
