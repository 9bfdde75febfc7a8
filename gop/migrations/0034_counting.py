"""What the counting job reads: that a case or a plan has an event, when, of which code, and which department sent a plan. No text."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import migrations

from accounts.rls import ALL_ROWS, grant, policy


class Migration(migrations.Migration):
    dependencies = [("gop", "0033_kinds")]
    operations = [
        # By the moment: written with every event, and so small that nobody feels it
        migrations.AddIndex("caseevent", BrinIndex(fields=["at"], name="caseevent_at", pages_per_range=32)),
        migrations.AddIndex("planevent", BrinIndex(fields=["at"], name="planevent_at", pages_per_range=32)),
        grant("gop_job", "SELECT (organisation_id, case_id, at)", "gop_caseevent"),
        grant("gop_job", "SELECT (organisation_id, plan_id, at, action)", "gop_planevent"),
        grant("gop_job", "SELECT (department_id)", "gop_plan"),
        policy("gop_caseevent", "gop_job", ALL_ROWS, command="SELECT"),
        policy("gop_planevent", "gop_job", ALL_ROWS, command="SELECT"),
    ]
