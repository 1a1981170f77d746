"""What the database refuses: rewording a choice somebody made, and rewriting history."""

from django.db import migrations

WORDINGS_STAY = """
CREATE FUNCTION feedback_wording_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    is_used boolean;
BEGIN
    IF NEW.slug <> OLD.slug THEN
        RAISE EXCEPTION 'The slug of a % never changes.', TG_ARGV[0]
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.label <> OLD.label THEN
        EXECUTE format('SELECT EXISTS (SELECT FROM feedback_submission WHERE %I = $1)', TG_ARGV[0] || '_id')
            INTO is_used USING OLD.id;
        IF is_used THEN
            RAISE EXCEPTION 'This % is in use: retire it and add another in its place.', TG_ARGV[0]
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER role_wording_stays BEFORE UPDATE ON feedback_role
    FOR EACH ROW EXECUTE FUNCTION feedback_wording_stays('role');
CREATE TRIGGER sentiment_wording_stays BEFORE UPDATE ON feedback_sentiment
    FOR EACH ROW EXECUTE FUNCTION feedback_wording_stays('sentiment');
"""
WORDINGS_STAY_BACK = """
DROP TRIGGER sentiment_wording_stays ON feedback_sentiment;
DROP TRIGGER role_wording_stays ON feedback_role;
DROP FUNCTION feedback_wording_stays();
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
        migrations.RunSQL(WORDINGS_STAY, WORDINGS_STAY_BACK),
        migrations.RunSQL(HISTORY_STAYS, HISTORY_STAYS_BACK),
    ]
