"""A sent version stays frozen, but for the encryption of its CPR number while keys are rotated.

Only the worker's login, whatever function it has taken, and only when it says that it rotates: a page never can.
"""

from django.db import migrations

LET = """
CREATE OR REPLACE FUNCTION refuse_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF current_setting('app.rotating', true) = 'on' AND pg_has_role(session_user, 'gop_worker', 'MEMBER')
    AND OLD.cpr_encrypted IS NOT NULL AND NEW.cpr_encrypted IS NOT NULL
    AND to_jsonb(NEW) - 'cpr_encrypted' = to_jsonb(OLD) - 'cpr_encrypted'
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'a sent version is frozen' USING ERRCODE = '42501';
END $$;
"""
AS_BEFORE = """
CREATE OR REPLACE FUNCTION refuse_frozen() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'a sent version is frozen' USING ERRCODE = '42501'; END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("gop", "0003_draft_revision")]
    operations = [migrations.RunSQL(LET, AS_BEFORE)]
