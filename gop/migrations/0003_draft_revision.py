"""A draft's revision, and which save last changed each of its answers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("gop", "0002_walls")]
    operations = [
        migrations.AddField("plan", "revision", models.PositiveIntegerField(default=0, db_default=0)),
        migrations.AddField(
            "plan",
            "marks",
            models.JSONField(
                null=True, help_text="While a draft: the save that last changed each answer, as [revision, name, moment, page]. No content."
            ),
        ),
    ]
