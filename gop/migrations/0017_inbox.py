"""The inbox's views: what its index carries."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("gop", "0016_triage")]
    operations: list[migrations.RunSQL] = []
