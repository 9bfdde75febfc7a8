"""Plans not sent, by plan and by when a spell began or ended: what the counting job asks."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0011_asked")]
    operations = [
        migrations.AddIndex("unsent", models.Index(fields=["organisation", "subject_id"], name="unsent_subject")),
        migrations.AddIndex("unsent", BrinIndex(fields=["created_at", "ended_at"], name="unsent_when", pages_per_range=32)),
    ]
