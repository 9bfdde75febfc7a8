"""What a department may do in the plan of specialties, and whether a doctor approves its plans."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("hospitals", "0002_grants"),
    ]

    operations = [
        migrations.AddField(
            model_name="department",
            name="function_level",
            field=models.CharField(
                blank=True,
                choices=[
                    ("hovedfunktion", "Hovedfunktion"),
                    ("regionsfunktion", "Regionsfunktion"),
                    ("hoejt_specialiseret", "Højt specialiseret funktion"),
                ],
                help_text="Empty: not known.",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="department",
            name="needs_approval",
            field=models.BooleanField(default=False, help_text="A doctor approves a plan before it is sent."),
        ),
    ]
