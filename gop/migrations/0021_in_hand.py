"""A course under way: what a goal was changed from, the mail address of a status, and that the therapist has called."""

from django.db import migrations, models

CHOICES = [
    ("modtaget", "Modtaget"),
    ("kvitteret", "Kvitteret"),
    ("triageret", "Visiteret"),
    ("tilbudt", "Første møde tilbudt"),
    ("tilbud_aflyst", "Tilbud aflyst"),
    ("orienteret", "Borgeren har fået besked"),
    ("startet", "Startet"),
    ("afsluttet", "Afsluttet"),
    ("returneret", "Returneret"),
    ("genaabnet", "Genåbnet"),
    ("udskrivning_meldt", "Udskrivningsdato meldt"),
    ("overdraget", "Overdraget til anden myndighed"),
    ("spurgt", "Spørgsmål til planen"),
    ("ringet", "Den trænende terapeut har ringet"),
]


class Migration(migrations.Migration):
    dependencies = [("gop", "0020_letters")]

    operations = [
        migrations.AddField(
            model_name="goal",
            name="replaces_id",
            field=models.UUIDField(help_text="The goal it was changed from.", null=True),
        ),
        migrations.AddField(
            model_name="casedocument",
            name="by_email",
            field=models.CharField(blank=True, db_default="", max_length=200),
        ),
        migrations.AddField(
            model_name="receiveddocument",
            name="by_email",
            field=models.CharField(blank=True, db_default="", max_length=200),
        ),
        migrations.AlterField(model_name="milestone", name="code", field=models.CharField(choices=CHOICES, max_length=30)),
    ]
