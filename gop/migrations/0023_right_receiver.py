"""The author's daily mail: when a milestone came to be known, what each mail counted, who wants none; and the job's few columns."""

import datetime

from django.db import migrations, models

from accounts.rls import ALL_ROWS, grant, policy

EMPTY = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)  # the table has no rows yet


class Migration(migrations.Migration):
    dependencies = [("gop", "0022_offer")]
    operations = [
        migrations.AddField("authordetails", "digest", models.BooleanField(default=True, db_default=True)),
        migrations.AddField("authordigest", "until", models.DateTimeField(default=EMPTY), preserve_default=False),
        migrations.AddField("authordigest", "counts", models.JSONField(default=dict, help_text="Milestones by code; no citizen.")),
        migrations.AddField(
            "milestone",
            "noted_at",
            models.DateTimeField(null=True, help_text="When it came to be known here; the author's digest counts by it."),
        ),
        migrations.AddIndex("milestone", models.Index(fields=["noted_at"], name="milestone_noted")),
        grant("gop_job", "SELECT (organisation_id, plan_id, code, noted_at)", "gop_milestone"),
        grant("gop_job", "SELECT (id, organisation_id, author_id)", "gop_plan"),
        grant("gop_job", "SELECT (organisation_id, user_id, digest)", "gop_authordetails"),
        *[policy(table, "gop_job", ALL_ROWS, command="SELECT") for table in ("gop_milestone", "gop_plan", "gop_authordetails")],
    ]
