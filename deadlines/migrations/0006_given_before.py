"""What the former authority was told of a clock is not said again when a case changes hands."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0005_alerts")]
    operations = [
        migrations.AddField(
            "deadline",
            "given_before",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=20),
                default=list,
                help_text="Alerts the former authority was given of this clock.",
                size=None,
            ),
        ),
    ]
