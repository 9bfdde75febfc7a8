"""The performer's no closes what it could read: the plan in the same statement, the row itself in the same transaction."""

from django.db import migrations

from accounts.rls import grant, policy

VERSION = """EXISTS (SELECT FROM gop_assignment a WHERE a.provider_id = app_organisation() AND a.access_open{more}
  AND a.plan_id = gop_planversion.plan_id AND gop_planversion.number <= a.version)"""
# The version that was forwarded and later ones, and none after a no
NARROW = " AND a.state <> ALL (ARRAY['afvist', 'udloebet']) AND gop_planversion.number >= a.from_version"
# Who performs may not hide the row from itself (a new row must pass its own reader's policy); the courier closes it, after a no and nothing else
REFUSED = "provider_id = app_sender() AND state = 'afvist'"


def reads_version(now: str, before: str) -> migrations.RunSQL:
    alter = "ALTER POLICY provider_select ON gop_planversion USING ({using});"
    return migrations.RunSQL(alter.format(using=VERSION.format(more=now)), alter.format(using=VERSION.format(more=before)))


class Migration(migrations.Migration):
    dependencies = [("gop", "0027_assignments")]
    operations = [
        reads_version(NARROW, ""),
        grant("gop_courier", "UPDATE (access_open)", "gop_assignment"),
        policy("gop_assignment", "gop_courier", REFUSED, f"{REFUSED} AND NOT access_open", command="UPDATE"),
    ]
