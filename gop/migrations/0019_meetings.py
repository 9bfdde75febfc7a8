"""Meetings between the sides: what a copy remembers, and proof of origin for an authority that only has been notified."""

from django.db import migrations, models

from accounts.rls import grant, policy

MEETING, NOTICE = "coordinationmeeting", "gop_receivednotice"
# As 0012_notices left it, and, at the end, the receiver of a notice: it may tell the hospital of a meeting before there is a plan.
PROOF = """receiver_id = app_organisation() AND sender_id = app_sender() AND CASE origin
  WHEN 'plan' THEN EXISTS (SELECT FROM gop_plan p WHERE p.id = plan_id) AND subject_id IS NULL
  WHEN 'sag' THEN EXISTS (SELECT FROM gop_case c WHERE c.id = case_id AND c.plan_id = gop_delivery.plan_id) AND subject_id IS NULL
    AND CASE WHEN version IS NULL THEN true ELSE EXISTS (SELECT FROM gop_delivery had
      WHERE had.receiver_id = app_sender() AND had.plan_id = gop_delivery.plan_id AND had.version = gop_delivery.version) END
  WHEN 'opgave' THEN EXISTS (SELECT FROM gop_assignment a WHERE a.id = assignment_id AND a.plan_id = gop_delivery.plan_id) AND subject_id IS NULL
  WHEN 'varsling' THEN version IS NULL AND EXISTS (SELECT FROM gop_advancenotice n WHERE n.id = subject_id AND n.plan_id = gop_delivery.plan_id)
  WHEN 'brev' THEN version IS NULL AND EXISTS (SELECT FROM gop_correspondence l WHERE l.id = subject_id AND l.plan_id = gop_delivery.plan_id)
  WHEN 'brevsvar' THEN version IS NULL
    AND EXISTS (SELECT FROM gop_receivedcorrespondence r WHERE r.letter_id = subject_id AND r.plan_id = gop_delivery.plan_id){more}
  ELSE false END"""
# It goes to whoever sent the notice, and says nothing but a meeting.
NOTIFIED = """
  WHEN 'varslet' THEN version IS NULL AND kind = 'moede_meldt'
    AND EXISTS (SELECT FROM gop_receivednotice r WHERE r.notice_id = subject_id AND r.plan_id = gop_delivery.plan_id
      AND r.sender_id = gop_delivery.receiver_id)"""
CLASH = "What the other change said, when both sides changed at once; empty once somebody changes it."


def check(more: str) -> str:
    return f"ALTER POLICY courier_insert ON gop_delivery WITH CHECK ({PROOF.format(more=more)});"


class Migration(migrations.Migration):
    dependencies = [("gop", "0018_questions")]
    operations = [
        migrations.AddField(
            MEETING,
            "citizen_name",
            models.CharField(max_length=200, blank=True, default="", db_default="", help_text="As the own case, plan or notice has it."),
        ),
        migrations.AddField(
            MEETING,
            "reason",
            models.CharField(max_length=500, blank=True, default="", db_default="", help_text="Why it was moved or cancelled."),
        ),
        migrations.AddField(MEETING, "clash", models.JSONField(default=dict, help_text=CLASH)),
        migrations.AddField(MEETING, "history", models.JSONField(default=list)),
        migrations.AddIndex(
            MEETING,
            models.Index(fields=["organisation", "at"], name="coordinationmeeting_coming", condition=models.Q(state="indkaldt")),
        ),
        migrations.AlterField(
            "delivery",
            "origin",
            models.CharField(help_text="Proof of origin: plan, sag, opgave, varsling, varslet, brev or brevsvar.", max_length=20),
        ),
        grant("gop_courier", "SELECT (notice_id, organisation_id, plan_id, sender_id)", NOTICE),
        policy(NOTICE, "gop_courier", "organisation_id = app_sender()", command="SELECT"),
        migrations.RunSQL(check(NOTIFIED), check("")),
    ]
