"""Teams, places and routing: indexes and walls."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("municipalities", "0004_triage")]
    operations: list[migrations.RunSQL] = []
