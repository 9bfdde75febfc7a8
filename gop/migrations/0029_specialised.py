"""Specialised training: a closing status that came along with the case, letters of appointment, and what the home municipality follows."""

from django.db import migrations, models

from gop.enums import DeliveryKind, Handover, LetterKind


class Migration(migrations.Migration):
    dependencies = [("gop", "0028_portal")]
    operations = [
        migrations.AddField("casedocument", "from_name", models.CharField(blank=True, db_default="", max_length=400)),
        migrations.AlterField(
            "case",
            "handover",
            models.CharField(choices=Handover.choices(), max_length=20, blank=True, help_text="Empty: from the sending hospital."),
        ),
        migrations.AlterField("caseletter", "kind", models.CharField(choices=LetterKind.choices(), max_length=20)),
        migrations.AlterField("delivery", "kind", models.CharField(choices=DeliveryKind.choices(), max_length=30)),
    ]
