"""A plan that a receiver has asked about is a row too: its author is told, and after a day the coordinators."""

from django.db import migrations, models

KINDS = (
    ("varsel", "Varsel"),
    ("brud", "Frist overskredet"),
    ("haster", "Haster"),
    ("uden_ejer", "Uden ejer"),
    ("ikke_sendt", "Plan ikke sendt"),
    ("retur", "Plan returneret"),
    ("spurgt", "Spørgsmål til en plan"),
)
WAITS = "It is sent, and a receiver waits for an answer about it."


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0010_returned")]
    operations = [
        migrations.AddField("unsent", "asked", models.BooleanField(default=False, db_default=False, help_text=WAITS)),
        migrations.AlterField("alert", "kind", models.CharField(choices=KINDS, max_length=20)),
    ]
