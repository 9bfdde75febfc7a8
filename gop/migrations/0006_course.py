"""What a case may live through: cancelled, missed, paused, answered, moved."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("gop", "0005_lists")]
    operations = [
        migrations.AddField(
            model_name="case",
            name="choice_answer",
            field=models.CharField(
                blank=True,
                choices=[
                    ("valgt_leverandoer", "Har valgt en leverandør"),
                    ("venter", "Har sagt nej til frit valg og venter på kommunens tilbud"),
                    ("anden_kommune", "Har valgt en anden kommune"),
                    ("senere_start", "Har selv ønsket en senere start"),
                ],
                max_length=30,
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="choice_answered_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="declined_meetings",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.DateField(), default=list, help_text="Meetings that the citizen declined, cancelled or missed.", size=None
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="held_at",
            field=models.DateTimeField(help_text="On hold since; no clock pauses for it.", null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="held_reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("udskudt", "Udskudt, fordi planen kræver det"),
                    ("frit_valg", "Frit valg benyttet"),
                    ("frit_valg_afslaaet", "Frit valg tilbudt og afslået"),
                    ("anden_kommune", "Overgivet til anden kommune efter borgerens ønske"),
                    ("fejl", "Fejlsendt"),
                ],
                max_length=30,
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="no_start_at",
            field=models.DateTimeField(help_text="Recorded that no start in time can be offered.", null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="other_accepted_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="other_municipality_id",
            field=models.UUIDField(help_text="Chosen by the citizen.", null=True),
        ),
        migrations.AddField(
            model_name="offer",
            name="ended_by",
            field=models.CharField(
                blank=True,
                choices=[
                    ("myndighed", "aflyst af myndigheden"),
                    ("borger", "borgeren sagde nej, aflyste eller udeblev"),
                    ("nyt_tilbud", "afløst af et nyt tilbud"),
                    ("ny_dag_nul", "bortfaldet, fordi mødet lå før den nye udskrivningsdato"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="delivery",
            name="kind",
            field=models.CharField(
                choices=[
                    ("plan", "Plan sendt"),
                    ("rettelse", "Plan rettet"),
                    ("udskrivning", "Udskrivningsdato meldt"),
                    ("tilbagetraekning", "Plan trukket tilbage"),
                    ("erstatning", "Plan erstattet"),
                    ("overgang", "Sag overgået til en anden myndighed"),
                    ("milepael", "Milepæl"),
                    ("spoergsmaal", "Spørgsmål"),
                    ("svar", "Svar"),
                    ("samtykke", "Samtykke ændret"),
                    ("retur", "Plan returneret"),
                ],
                max_length=30,
            ),
        ),
    ]
