"""Cases that go on elsewhere: where, why, and that nobody hands on a version they were not given themselves."""

from django.db import migrations, models

from accounts.rls import grant, policy
from gop.enums import BreachCause, Handover, MilestoneCode, RecipientState

PROOF = """receiver_id = app_organisation() AND sender_id = app_sender() AND CASE origin
  WHEN 'plan' THEN EXISTS (SELECT FROM gop_plan p WHERE p.id = plan_id)
  WHEN 'sag' THEN EXISTS (SELECT FROM gop_case c WHERE c.id = case_id AND c.plan_id = gop_delivery.plan_id){version}
  WHEN 'opgave' THEN EXISTS (SELECT FROM gop_assignment a WHERE a.id = assignment_id AND a.plan_id = gop_delivery.plan_id)
  ELSE false END"""
# A delivery opens the version to its receiver: who hands it on must have been given it
HAD_IT = """
    AND CASE WHEN version IS NULL THEN true ELSE EXISTS (SELECT FROM gop_delivery had
      WHERE had.receiver_id = app_sender() AND had.plan_id = gop_delivery.plan_id AND had.version = gop_delivery.version) END"""


class Migration(migrations.Migration):
    dependencies = [("gop", "0006_course")]
    operations = [
        migrations.AddField(
            "case",
            "continued_at_id",
            models.UUIDField(null=True, help_text="The organisation that has the case now; its id there follows from this one's."),
        ),
        migrations.AddField(
            "case",
            "handover",
            models.CharField(max_length=20, choices=Handover.choices(), blank=True, help_text="Empty: from the sending hospital."),
        ),
        migrations.AddField(
            "case",
            "started_elsewhere",
            models.BooleanField(default=False, help_text="Moved after the start: the former holder's clocks stand, none here."),
        ),
        migrations.AddField("case", "proposed_cause", models.CharField(max_length=30, choices=BreachCause.choices(), blank=True)),
        migrations.AlterField("milestone", "code", models.CharField(max_length=30, choices=MilestoneCode.choices())),
        migrations.AlterField("recipient", "state", models.CharField(max_length=30, choices=RecipientState.choices())),
        grant("gop_courier", "SELECT (receiver_id, plan_id, version)", "gop_delivery"),
        policy("gop_delivery", "gop_courier", "receiver_id = app_sender()", command="SELECT"),
        migrations.RunSQL(
            f"ALTER POLICY courier_insert ON gop_delivery WITH CHECK ({PROOF.format(version=HAD_IT)});",
            f"ALTER POLICY courier_insert ON gop_delivery WITH CHECK ({PROOF.format(version='')});",
        ),
    ]
