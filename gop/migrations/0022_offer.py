"""Counting the seats of weekly times reads only the offers in force that take one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("gop", "0021_in_hand")]
    operations = [
        migrations.AddIndex(
            model_name="offer",
            index=models.Index(
                condition=models.Q(("first_time_id__isnull", False), ("withdrawn_at__isnull", True)),
                fields=["organisation", "meeting_at"],
                include=("first_time_id", "case"),
                name="offer_seats",
            ),
        ),
    ]
