"""Counts of operation, written by the job that sees all tenants and read by whoever asks how the house is: a number and a moment, no tenant."""

from django.db import migrations, models

from accounts.rls import grant


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0002_walls")]
    operations = [
        migrations.CreateModel(
            name="Measure",
            fields=[
                ("name", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("value", models.FloatField()),
                ("at", models.DateTimeField()),
            ],
        ),
        grant("gop_job", "SELECT, INSERT, UPDATE", "deadlines_measure"),
        grant("gop_public", "SELECT", "deadlines_measure", "deadlines_heartbeat"),
        # The banner of the late scan stands on the provider's pages too.
        grant("gop_provider", "SELECT", "deadlines_heartbeat"),
    ]
