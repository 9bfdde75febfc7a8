"""Assignments on the authority's side: one in force a case, from which version it is read, and a narrower proof of what a performer tells."""

from django.db import migrations, models

from accounts.rls import grant

ASSIGNMENT = "assignment"
# As 0019_meetings left it but for 'opgave': a performer tells the authority of its own assignment, on its case, and hands on no version.
PROOF = """receiver_id = app_organisation() AND sender_id = app_sender() AND CASE origin
  WHEN 'plan' THEN EXISTS (SELECT FROM gop_plan p WHERE p.id = plan_id) AND subject_id IS NULL
  WHEN 'sag' THEN EXISTS (SELECT FROM gop_case c WHERE c.id = case_id AND c.plan_id = gop_delivery.plan_id) AND subject_id IS NULL
    AND CASE WHEN version IS NULL THEN true ELSE EXISTS (SELECT FROM gop_delivery had
      WHERE had.receiver_id = app_sender() AND had.plan_id = gop_delivery.plan_id AND had.version = gop_delivery.version) END
  WHEN 'opgave' THEN EXISTS (SELECT FROM gop_assignment a WHERE a.id = assignment_id AND a.plan_id = gop_delivery.plan_id{of}) AND subject_id IS NULL{more}
  WHEN 'varsling' THEN version IS NULL AND EXISTS (SELECT FROM gop_advancenotice n WHERE n.id = subject_id AND n.plan_id = gop_delivery.plan_id)
  WHEN 'brev' THEN version IS NULL AND EXISTS (SELECT FROM gop_correspondence l WHERE l.id = subject_id AND l.plan_id = gop_delivery.plan_id)
  WHEN 'brevsvar' THEN version IS NULL
    AND EXISTS (SELECT FROM gop_receivedcorrespondence r WHERE r.letter_id = subject_id AND r.plan_id = gop_delivery.plan_id)
  WHEN 'varslet' THEN version IS NULL AND kind = 'moede_meldt'
    AND EXISTS (SELECT FROM gop_receivednotice r WHERE r.notice_id = subject_id AND r.plan_id = gop_delivery.plan_id
      AND r.sender_id = gop_delivery.receiver_id)
  ELSE false END"""
OF = " AND a.case_id = gop_delivery.case_id AND a.authority_id = gop_delivery.receiver_id"
MORE = " AND version IS NULL AND kind = 'opgave'"


def check(of: str, more: str) -> str:
    return f"ALTER POLICY courier_insert ON gop_delivery WITH CHECK ({PROOF.format(of=of, more=more)});"


class Migration(migrations.Migration):
    dependencies = [("gop", "0026_choice")]
    operations = [
        migrations.AddField(
            ASSIGNMENT,
            "from_version",
            models.PositiveSmallIntegerField(db_default=1, default=1, help_text="The one that was forwarded; none before it is read."),
        ),
        migrations.AddField(ASSIGNMENT, "consent_withdrawn_on", models.DateField(null=True)),
        migrations.AddField(
            "case",
            "performer_said_at",
            models.DateTimeField(
                null=True, help_text="The performer said no, or is done; empty again once somebody did something about the case."
            ),
        ),
        migrations.AlterField(
            "case",
            "assigned_to",
            models.CharField(
                blank=True, db_default="", help_text="To whom it is given now, when it is not the authority itself.", max_length=200
            ),
        ),
        migrations.AddField(
            "offer",
            "assignment_id",
            models.UUIDField(help_text="The performer's own meeting with the citizen, of this assignment.", null=True),
        ),
        migrations.AddConstraint(
            ASSIGNMENT,
            models.UniqueConstraint(condition=models.Q(state__in=["sendt", "accepteret"]), fields=["case"], name="assignment_one_in_force"),
        ),
        migrations.AddIndex(ASSIGNMENT, models.Index(fields=["authority", "state", "-sent_at", "id"], name="assignment_out")),
        grant("gop_courier", "SELECT (authority_id, case_id)", "gop_assignment"),
        migrations.RunSQL(check(OF, MORE), check("", "")),
    ]
