"""Words are kept for ever, published on purpose, and rendered again when they must be."""

from datetime import datetime

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from pages.lifecycle.publishing import EditConflict, publish, save_draft
from pages.lifecycle.renewing import rebuild_html, set_site_setting
from pages.lifecycle.words import render_words
from pages.models import Page, PageRevision, PageStatus, SiteSetting
from pages.rendering import RENDERER_VERSION, RenderingRefused
from tests.pages.factories import make_draft, make_page, make_staff, newest

pytestmark = pytest.mark.django_db


def live(page: Page) -> PageRevision:
    revision = Page.objects.with_live_text().get(pk=page.pk).published_revision
    assert revision is not None
    return revision


def test_draft_is_kept_and_not_shown() -> None:
    editor, page = make_staff("sam"), make_page(body="One.")
    draft = save_draft(
        page=page,
        by=editor,
        title="New",
        menu_title="N.",
        summary="S.",
        body="## Two",
        change_note="Why.",
        is_notable=True,
    )
    draft.refresh_from_db()
    assert (draft.number, draft.created_by, draft.origin) == (2, editor, "editor")
    assert (draft.title, draft.menu_title, draft.summary) == ("New", "N.", "S.")
    assert (draft.body, draft.change_note, draft.is_notable) == ("## Two", "Why.", True)
    assert draft.headings == [{"level": 2, "id": "two", "text": "Two"}]
    assert (draft.text, draft.renderer_version) == ("Two", RENDERER_VERSION)
    assert (draft.published_at, live(page).number) == (None, 1)


def test_published_draft_is_what_readers_see() -> None:
    editor, page = make_staff("sam"), make_draft()
    publish(revision=newest(page), by=editor)
    page.refresh_from_db()
    assert (page.status, live(page).number) == (PageStatus.PUBLISHED, 1)
    assert live(page).published_at is not None
    assert live(page).published_by == editor


def test_publishing_an_old_revision_again_keeps_when_readers_first_saw_it() -> None:
    page = make_page()
    first = live(page)
    publish(revision=save_draft(page=page, by=None, title="New"), by=None)
    publish(revision=newest(page).page.revisions.get(number=1), by=make_staff("sam"))
    assert (live(page).number, live(page).published_at) == (1, first.published_at)
    assert live(page).published_by is None


def test_second_of_two_editors_is_told_and_nothing_is_saved() -> None:
    page = make_page()
    theirs = save_draft(page=page, by=None, title="Theirs", edited_from=1)
    with pytest.raises(EditConflict) as conflict:
        save_draft(page=page, by=None, title="Mine", edited_from=1)
    assert conflict.value.newer == theirs
    assert newest(page) == theirs


def test_words_in_hand_are_rendered_as_saved_ones_are_and_kept_nowhere() -> None:
    page = make_page(body="Old.")
    SiteSetting.objects.filter(slug="foi_contact").update(value="The clerk")
    body = "## Next\n\nAsk {{ foi_contact }}."
    in_hand = render_words(page=page, title="New", body=body)
    assert in_hand._state.adding
    assert newest(page).body == "Old."
    saved = save_draft(page=page, by=None, title="New", body=body)
    assert (in_hand.html, in_hand.headings) == (saved.html, saved.headings)


def test_refused_words_leave_nothing_behind() -> None:
    page = make_page()
    with pytest.raises(RenderingRefused):
        save_draft(page=page, by=None, title="Long", body="x" * 100_001)
    assert newest(page).number == 1


@pytest.mark.parametrize(
    "words",
    [
        {"title": "Other"},
        {"summary": "Other"},
        {"body": "Other"},
        {"change_note": "Other"},
        {"number": 7},
        {"origin": "import"},
    ],
)
def test_postgres_refuses_to_change_a_revisions_words(words: dict[str, object]) -> None:
    page = make_page()
    refused = pytest.raises(IntegrityError, match="words of a page revision never change")
    with refused, transaction.atomic():
        PageRevision.objects.filter(page=page).update(**words)
    PageRevision.objects.filter(page=page).update(html="<p>Rendered again</p>")


def test_rebuild_renews_what_an_older_renderer_made() -> None:
    old, current = make_page("old"), make_page("current")
    PageRevision.objects.filter(page=old).update(html="stale", renderer_version=0)
    PageRevision.objects.filter(page=current).update(html="kept")
    assert rebuild_html() == 1
    assert live(old).html == '<p class="govuk-body">Words.</p>\n'
    assert live(current).html == "kept"
    assert rebuild_html(PageRevision.objects.all()) == 2
    assert live(current).html == live(old).html


def test_command_renews_pages_and_settings(capsys: pytest.CaptureFixture[str]) -> None:
    page = make_page()
    PageRevision.objects.update(html="stale", renderer_version=0)
    SiteSetting.objects.update(html="stale")
    call_command("rebuild_html")
    assert capsys.readouterr().out == "1 revision rendered again.\n"
    call_command("rebuild_html", verbosity=0)
    assert capsys.readouterr().out == ""
    assert "stale" not in live(page).html
    assert "call 999" in SiteSetting.objects.get(slug="concern_about_a_child").html


def test_filled_in_setting_reaches_every_live_text_that_asks_for_it() -> None:
    editor = make_staff("sam")
    setting = SiteSetting.objects.get(slug="foi_contact")
    asking = make_page("asking", body="Ask {{foi_contact}}.")
    other = make_page("other", body="Ask {{ contact_email }}, not foi_contact.")
    assert "[To be completed: " in live(asking).text
    before = live(other).html
    assert set_site_setting(setting=setting, value="the *clerk*", by=editor) == 1
    setting.refresh_from_db()
    assert (setting.value, setting.updated_by) == ("the *clerk*", editor)
    assert setting.html == '<p class="govuk-body">the <em>clerk</em></p>\n'
    assert live(asking).text == "Ask the clerk."
    assert live(other).html == before


def test_what_was_read_keeps_its_facts() -> None:
    setting = SiteSetting.objects.get(slug="foi_contact")
    page = make_page(body="Ask {{ foi_contact }}.")
    read = live(page)
    before = read.html
    publish(revision=save_draft(page=page, by=None, title="2", body="{{ foi_contact }}"), by=None)
    draft = save_draft(page=page, by=None, title="3", body="Draft: {{ foi_contact }}")
    assert set_site_setting(setting=setting, value="the clerk", by=None) == 2
    for revision in (read, draft):
        revision.refresh_from_db()
    assert (read.html, live(page).text, draft.text) == (before, "the clerk", "Draft: the clerk")


def test_old_revision_is_published_again_with_todays_facts() -> None:
    setting = SiteSetting.objects.get(slug="foi_contact")
    page = make_page(body="Ask {{ foi_contact }}.")
    publish(revision=save_draft(page=page, by=None, title="2"), by=None)
    set_site_setting(setting=setting, value="the clerk", by=None)
    publish(revision=page.revisions.get(number=1), by=None)
    assert live(page).text == "Ask the clerk."


def changed_at(page: Page) -> datetime | None:
    page.refresh_from_db()
    return page.text_changed_at


def test_text_changes_when_another_revision_becomes_live() -> None:
    page = make_draft()
    assert changed_at(page) is None
    publish(revision=newest(page), by=None)
    first = changed_at(page)
    assert first is not None
    publish(revision=newest(page), by=None)
    draft = save_draft(page=page, by=None, title="New")
    assert changed_at(page) == first
    publish(revision=draft, by=None)
    second = changed_at(page)
    assert second is not None
    assert second > first
    publish(revision=page.revisions.get(number=1), by=None)
    assert (changed_at(page) or first) > second


def test_text_changes_when_a_fact_in_it_does() -> None:
    setting = SiteSetting.objects.get(slug="foi_contact")
    asking = make_page("asking", body="Ask {{ foi_contact }}.")
    other = make_page("other")
    drafted = make_page("drafted")
    save_draft(page=drafted, by=None, title="New", body="{{ foi_contact }}")
    before = [changed_at(page) for page in (asking, other, drafted)]
    set_site_setting(setting=setting, value="the clerk", by=None)
    after = [changed_at(page) for page in (asking, other, drafted)]
    assert [old == new for old, new in zip(before, after, strict=True)] == [False, True, True]
    set_site_setting(setting=setting, value="the clerk", by=None)
    assert changed_at(asking) == after[0]


def test_published_page_says_when_its_text_changed() -> None:
    page = make_page()
    refused = pytest.raises(IntegrityError, match="published_page_says_when_text_changed")
    with refused, transaction.atomic():
        Page.objects.filter(pk=page.pk).update(text_changed_at=None)


def test_setting_that_would_make_a_page_too_long_changes_nothing() -> None:
    setting = SiteSetting.objects.get(slug="foi_contact")
    make_page("asking", body="x" * 60_000 + "{{ foi_contact }}")
    with pytest.raises(RenderingRefused):
        set_site_setting(setting=setting, value="y" * 60_000, by=None)
    setting.refresh_from_db()
    assert setting.value == ""


def test_concern_about_a_child_has_a_sound_default() -> None:
    concern = SiteSetting.objects.get(slug="concern_about_a_child")
    assert "call 999" in concern.html
    assert 'href="https://www.gov.uk/report-child-abuse"' in concern.html
    empty = SiteSetting.objects.exclude(pk=concern.pk)
    assert not any(setting.is_complete for setting in empty)
