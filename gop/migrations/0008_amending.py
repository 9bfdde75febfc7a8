"""A plan that replaces another, and versions that came after a case had ended."""

import django.db.models.deletion
from django.db import migrations, models

from accounts.rls import tie

DELIVERED = """EXISTS (SELECT FROM gop_delivery d WHERE d.receiver_id = app_organisation()
  AND d.plan_id = gop_planversion.plan_id AND d.version = gop_planversion.number)"""
# An ended case opens the versions received up to its end, none later
DELIVERED_IN_TIME = """EXISTS (SELECT FROM gop_delivery d WHERE d.receiver_id = app_organisation()
  AND d.plan_id = gop_planversion.plan_id AND d.version = gop_planversion.number
  AND NOT EXISTS (SELECT FROM gop_case c WHERE c.id = d.case_id AND c.ended_at < d.created_at))"""


class Migration(migrations.Migration):
    dependencies = [("gop", "0007_transition")]
    operations = [
        migrations.AddField(
            model_name="plan",
            name="replaces",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="replaced_by", to="gop.plan"),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(fields=("organisation", "replaces"), name="plan_replaced_once"),
        ),
        tie("gop_plan", "replaces_id", "gop_plan"),
        migrations.RunSQL(
            f"ALTER POLICY authority_select ON gop_planversion USING ({DELIVERED_IN_TIME});",
            f"ALTER POLICY authority_select ON gop_planversion USING ({DELIVERED});",
        ),
    ]
