"""A second plan for the same citizen, and complaints: what the answers and the time limits are kept by."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("gop", "0029_specialised")]
    operations = [
        migrations.AddField(
            "secondplananswer",
            "asked_elsewhere",
            models.BooleanField(default=False, db_default=False, help_text="The citizen was asked about plans that nobody here can see."),
        ),
        migrations.AddField(
            "secondplananswer",
            "elsewhere",
            models.CharField(max_length=500, blank=True, db_default="", help_text="What the citizen said of them."),
        ),
        migrations.AlterField(
            "complaint",
            "about",
            models.CharField(
                max_length=20,
                choices=[
                    ("faglig", "Faglig behandling, vurdering eller journal"),
                    ("rettigheder", "Patientrettigheder: frit valg, befordring, aktindsigt"),
                    ("serviceniveau", "Serviceniveau: ventetid, omfang, tilrettelæggelse"),
                    ("serviceloven", "Træning efter serviceloven § 86, som ingen genoptræningsplan har"),
                    ("andet", "Andet"),
                ],
            ),
        ),
        migrations.AddField(
            "complaint",
            "how",
            models.CharField(
                max_length=20,
                choices=[
                    ("samtale", "Ved samtale"),
                    ("telefon", "I telefonen"),
                    ("digital_post", "Digital Post"),
                    ("brev", "Brev"),
                ],
                db_default="",
            ),
        ),
        migrations.AddField(
            "complaint",
            "counted_from",
            models.DateField(null=True, help_text="The day the time limit is counted from; empty: not known."),
        ),
        migrations.AddField(
            "complaint",
            "due_on",
            models.DateField(null=True, help_text="The last day to complain, by the dated rows; empty: not known."),
        ),
        migrations.AddField("complaint", "by", models.UUIDField(null=True)),
        migrations.AddField("complaint", "outcome_at", models.DateTimeField(null=True)),
        migrations.AddField("complaint", "outcome_by", models.UUIDField(null=True)),
        migrations.AddIndex(
            "complaint",
            models.Index(fields=["organisation", "-outcome_on", "-id"], name="complaint_closed", condition=~Q(outcome="")),
        ),
    ]
