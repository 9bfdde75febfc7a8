"""Questions: why one ended, and on the case that an answer has come."""

from django.db import migrations, models

END = (
    ("besvaret", "Besvaret"),
    ("afgjort", "Afgjort"),
    ("returneret", "Planen er returneret"),
    ("videresendt", "Sagen er gået videre til en anden"),
    ("tilbagetrukket", "Planen er trukket tilbage"),
    ("erstattet", "Planen er erstattet af en ny"),
    ("afsluttet", "Sagen er afsluttet"),
)
LATEST = "The latest answer; empty again once something was done about the case."


class Migration(migrations.Migration):
    dependencies = [("gop", "0017_inbox")]
    operations = [
        migrations.AddField("case", "answered_at", models.DateTimeField(null=True, help_text=LATEST)),
        migrations.AddField("question", "ended_because", models.CharField(max_length=20, choices=END, blank=True, db_default="")),
    ]
