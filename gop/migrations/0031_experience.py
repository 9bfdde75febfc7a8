"""The citizen's two answers: no day, no hospital, no type, and one answer for one invitation, kept by the database."""

from django.db import migrations, models

from accounts.rls import policy

GIVEN = "token_hash = decode(coalesce(current_setting('app.token', true), ''), 'hex')"
FIRST = "DROP POLICY public_all ON gop_experienceinvitation; DROP POLICY public_insert ON gop_experience;"
AGAIN = f"""
CREATE POLICY public_all ON gop_experienceinvitation FOR ALL TO gop_public USING ({GIVEN}) WITH CHECK ({GIVEN});
CREATE POLICY public_insert ON gop_experience FOR INSERT TO gop_public WITH CHECK (
  EXISTS (SELECT FROM gop_experienceinvitation i WHERE i.organisation_id = gop_experience.organisation_id));
"""
# What is public sees one invitation at most: the one whose code it gave
OF_THE_INVITATION = """EXISTS (SELECT FROM gop_experienceinvitation i WHERE i.organisation_id = gop_experience.organisation_id
  AND gop_experience.month >= i.month AND gop_experience.month <= i.expires_on)"""
ONCE = """
CREATE FUNCTION use_invitation() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE gop_experienceinvitation SET used = true WHERE NOT used;
  IF NOT FOUND THEN RAISE unique_violation USING MESSAGE = 'the invitation has been used'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER for_one_invitation BEFORE INSERT ON gop_experience FOR EACH ROW
  WHEN (current_user = 'gop_public') EXECUTE FUNCTION use_invitation();
"""
NOT_ONCE = "DROP TRIGGER for_one_invitation ON gop_experience; DROP FUNCTION use_invitation();"


class Migration(migrations.Migration):
    dependencies = [("gop", "0030_second_plan")]

    operations = [
        migrations.RunSQL(FIRST, AGAIN),
        *[
            migrations.RemoveField(model_name=model, name=name)
            for model in ("experience", "experienceinvitation")
            for name in ("hospital_id", "home_municipality_id", "plan_type")
        ],
        migrations.RemoveField(model_name="experienceinvitation", name="used_on"),
        migrations.AddField(model_name="experienceinvitation", name="used", field=models.BooleanField(default=False)),
        migrations.RenameField(model_name="experienceinvitation", old_name="made_on", new_name="month"),
        migrations.AlterField(
            model_name="experienceinvitation",
            name="month",
            field=models.DateField(help_text="The first day of the month it was made in."),
        ),
        migrations.AlterField(
            model_name="experienceinvitation",
            name="expires_on",
            field=models.DateField(help_text="The last day of a month, so that it does not tell the day it was made."),
        ),
        migrations.AddConstraint(
            model_name="experienceinvitation",
            constraint=models.CheckConstraint(condition=models.Q(("month__day", 1)), name="experienceinvitation_no_day"),
        ),
        migrations.AddConstraint(
            model_name="experience",
            constraint=models.CheckConstraint(condition=models.Q(("month__day", 1)), name="experience_no_day"),
        ),
        migrations.RunSQL(
            "REVOKE UPDATE ON gop_experienceinvitation FROM gop_authority; GRANT UPDATE (used) ON gop_experienceinvitation TO gop_public;",
            "GRANT UPDATE ON gop_experienceinvitation TO gop_authority; REVOKE UPDATE (used) ON gop_experienceinvitation FROM gop_public;",
        ),
        policy("gop_experienceinvitation", "gop_public", GIVEN, command="SELECT"),
        policy("gop_experienceinvitation", "gop_public", f"{GIVEN} AND NOT used", check=f"{GIVEN} AND used", command="UPDATE"),
        policy("gop_experience", "gop_public", OF_THE_INVITATION, command="INSERT"),
        migrations.RunSQL(ONCE, NOT_ONCE),
    ]
