"""Assessments that end without a plan at the municipality, and drafts that are put away by them."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from accounts.rls import grant, policy, protect, tie

OUTCOMES = [
    ("intet_behov", "Vurderet, intet behov for genoptræning"),
    ("oensker_ikke_plan", "Patienten ønsker ingen genoptræningsplan"),
    ("afviser_afsendelse", "Patienten vil ikke have planen sendt"),
    ("henvist", "Henvist til vurdering på bopælsregionens sygehus"),
]
PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [("gop", "0014_helping_hands")]
    operations = [
        migrations.AddField(
            model_name="plan",
            name="put_away_at",
            field=models.DateTimeField(help_text="Set when the assessment ended without a plan: the draft leaves the lists.", null=True),
        ),
        migrations.CreateModel(
            name="WithoutPlan",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("notice_id", models.UUIDField(help_text="The advance notice that said a plan would follow.", null=True)),
                ("outcome", models.CharField(choices=OUTCOMES, max_length=20)),
                ("cpr_encrypted", models.BinaryField()),
                ("cpr_kind", models.CharField(max_length=10)),
                ("cpr_hash", models.BinaryField(max_length=32)),
                ("citizen_name", models.CharField(max_length=200)),
                ("name_key", models.CharField(db_collation="C", max_length=200)),
                ("self_paying", models.BooleanField(default=False)),
                ("assessed_on", models.DateField()),
                ("assessed_by", models.CharField(max_length=200)),
                ("told_on", models.DateField()),
                ("told", models.JSONField(default=list, help_text="Codes of gop.enums.ToldWithout.")),
                ("told_note", models.TextField(blank=True)),
                ("author_id", models.UUIDField()),
                ("author_name", models.CharField(max_length=200)),
                ("created_at", models.DateTimeField()),
                (
                    "undone_at",
                    models.DateTimeField(help_text="The draft was taken up again: the patient has changed mind.", null=True),
                ),
                ("undone_by_name", models.CharField(blank=True, max_length=200)),
                ("department", models.ForeignKey(on_delete=PROTECT, related_name="+", to="accounts.organisation")),
                ("home_municipality", models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to="accounts.organisation")),
                ("organisation", models.ForeignKey(on_delete=PROTECT, related_name="+", to="accounts.organisation")),
                (
                    "plan",
                    models.ForeignKey(
                        help_text="The draft put away, or the plan not sent.",
                        null=True,
                        on_delete=PROTECT,
                        related_name="ended_without",
                        to="gop.plan",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="withoutplan",
            index=models.Index(fields=["organisation", "-created_at", "-id"], name="without_list"),
        ),
        migrations.AddIndex(model_name="withoutplan", index=models.Index(fields=["organisation", "cpr_hash"], name="without_cpr")),
        migrations.AddConstraint(
            model_name="withoutplan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at__isnull", True)), fields=("organisation", "plan"), name="without_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="withoutplan",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("outcome", "afviser_afsendelse"), _negated=True), ("plan__isnull", False), _connector="OR"),
                name="without_not_sent_has_plan",
            ),
        ),
        protect("gop_withoutplan"),
        tie("gop_withoutplan", "plan_id", "gop_plan"),
        grant(
            "gop_author",
            "SELECT, INSERT, UPDATE (cpr_encrypted, cpr_hash, undone_at, undone_by_name)",
            "gop_withoutplan",
        ),
        policy("gop_withoutplan", "gop_author"),
    ]
