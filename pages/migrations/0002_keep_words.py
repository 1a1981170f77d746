"""The words of a revision never change: PostgreSQL itself refuses."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION pages_keep_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The words of a page revision never change. Save a new revision.'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'revision_words_never_change';
END
$$;

CREATE TRIGGER keep_words BEFORE UPDATE ON pages_pagerevision FOR EACH ROW
WHEN (
    (OLD.page_id, OLD.number, OLD.title, OLD.menu_title, OLD.summary, OLD.body, OLD.change_note,
        OLD.is_notable, OLD.origin, OLD.created_at)
    IS DISTINCT FROM
    (NEW.page_id, NEW.number, NEW.title, NEW.menu_title, NEW.summary, NEW.body, NEW.change_note,
        NEW.is_notable, NEW.origin, NEW.created_at)
)
EXECUTE FUNCTION pages_keep_words();
"""

BACKWARDS = """
DROP TRIGGER keep_words ON pages_pagerevision;
DROP FUNCTION pages_keep_words();
"""


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_initial")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
