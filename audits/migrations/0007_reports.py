"""Reports."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("audits", "0006_publishing")]
    operations: list[migrations.RunSQL] = []
