"""Publishing."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("audits", "0005_fact_walls")]
    operations: list[migrations.RunSQL] = []
