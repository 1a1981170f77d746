"""What the database refuses: to reword what somebody chose, and to rewrite history."""

from django.db import migrations

# What feedback was given under stays as it was: an edit would rewrite every export of the past.
MEANING_STAYS = """
CREATE FUNCTION feedback_meaning_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    is_used boolean;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT FROM feedback_submission WHERE %I = $1)', TG_ARGV[0] || '_id')
        INTO is_used USING OLD.id;
    IF is_used THEN
        RAISE EXCEPTION 'This % is in use: end it and add another in its place.', TG_ARGV[0]
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER role_meaning_stays BEFORE UPDATE ON feedback_role
    FOR EACH ROW WHEN ((NEW.label, NEW.sector_id) IS DISTINCT FROM (OLD.label, OLD.sector_id))
    EXECUTE FUNCTION feedback_meaning_stays('role');
CREATE TRIGGER sentiment_meaning_stays BEFORE UPDATE ON feedback_sentiment
    FOR EACH ROW WHEN ((NEW.label, NEW.tone) IS DISTINCT FROM (OLD.label, OLD.tone))
    EXECUTE FUNCTION feedback_meaning_stays('sentiment');
CREATE TRIGGER organisation_name_stays BEFORE UPDATE ON feedback_organisation
    FOR EACH ROW WHEN (NEW.name <> OLD.name) EXECUTE FUNCTION feedback_meaning_stays('organisation');
"""
MEANING_STAYS_BACK = """
DROP TRIGGER organisation_name_stays ON feedback_organisation;
DROP TRIGGER sentiment_meaning_stays ON feedback_sentiment;
DROP TRIGGER role_meaning_stays ON feedback_role;
DROP FUNCTION feedback_meaning_stays();
"""

SLUGS_STAY = """
CREATE FUNCTION feedback_slug_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A slug never changes.' USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER sector_slug_stays BEFORE UPDATE ON feedback_sector
    FOR EACH ROW WHEN (NEW.slug <> OLD.slug) EXECUTE FUNCTION feedback_slug_stays();
CREATE TRIGGER organisation_slug_stays BEFORE UPDATE ON feedback_organisation
    FOR EACH ROW WHEN (NEW.slug <> OLD.slug) EXECUTE FUNCTION feedback_slug_stays();
CREATE TRIGGER role_slug_stays BEFORE UPDATE ON feedback_role
    FOR EACH ROW WHEN (NEW.slug <> OLD.slug) EXECUTE FUNCTION feedback_slug_stays();
CREATE TRIGGER sentiment_slug_stays BEFORE UPDATE ON feedback_sentiment
    FOR EACH ROW WHEN (NEW.slug <> OLD.slug) EXECUTE FUNCTION feedback_slug_stays();
CREATE TRIGGER theme_slug_stays BEFORE UPDATE ON feedback_theme
    FOR EACH ROW WHEN (NEW.slug <> OLD.slug) EXECUTE FUNCTION feedback_slug_stays();
"""
SLUGS_STAY_BACK = """
DROP TRIGGER theme_slug_stays ON feedback_theme;
DROP TRIGGER sentiment_slug_stays ON feedback_sentiment;
DROP TRIGGER role_slug_stays ON feedback_role;
DROP TRIGGER organisation_slug_stays ON feedback_organisation;
DROP TRIGGER sector_slug_stays ON feedback_sector;
DROP FUNCTION feedback_slug_stays();
"""

HISTORY_STAYS = """
CREATE FUNCTION feedback_history_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.note = '' AND
        (NEW.id, NEW.submission_id, NEW.from_status, NEW.to_status, NEW.created_at, NEW.created_by_id)
        IS NOT DISTINCT FROM
        (OLD.id, OLD.submission_id, OLD.from_status, OLD.to_status, OLD.created_at, OLD.created_by_id)
    THEN
        RETURN NEW;  -- erasure blanks the words and keeps who and when
    END IF;
    RAISE EXCEPTION 'Triage history is only ever added to.'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER triage_history_stays BEFORE UPDATE OR DELETE ON feedback_triageevent
    FOR EACH ROW EXECUTE FUNCTION feedback_history_stays();
"""
HISTORY_STAYS_BACK = """
DROP TRIGGER triage_history_stays ON feedback_triageevent;
DROP FUNCTION feedback_history_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("feedback", "0001_initial")]

    operations = [
        migrations.RunSQL(MEANING_STAYS, MEANING_STAYS_BACK),
        migrations.RunSQL(SLUGS_STAY, SLUGS_STAY_BACK),
        migrations.RunSQL(HISTORY_STAYS, HISTORY_STAYS_BACK),
    ]
