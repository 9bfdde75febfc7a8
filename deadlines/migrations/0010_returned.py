"""A plan that came back is a row of the hospital's too: to be sent on the same day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0009_control_goal")]
    operations = [
        migrations.AddField("unsent", "returned", models.BooleanField(default=False, db_default=False)),
        migrations.AlterField(
            "unsent",
            "discharge_on",
            models.DateField(help_text="The day it shall be sent: that of discharge, or that on which it came back."),
        ),
        migrations.AlterField(
            "alert",
            "kind",
            models.CharField(
                choices=[
                    ("varsel", "Varsel"),
                    ("brud", "Frist overskredet"),
                    ("haster", "Haster"),
                    ("uden_ejer", "Uden ejer"),
                    ("ikke_sendt", "Plan ikke sendt"),
                    ("retur", "Plan returneret"),
                ],
                max_length=20,
            ),
        ),
    ]
