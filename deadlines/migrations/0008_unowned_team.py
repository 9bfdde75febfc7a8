"""A case without an owner is told of to the lead of the team whose desk it lies on."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0007_unsent"), ("municipalities", "0004_triage")]
    operations = [
        migrations.AddField(
            model_name="unowned",
            name="team_id",
            field=models.UUIDField(help_text="On whose desk it lies: its lead is told first.", null=True),
        ),
    ]
