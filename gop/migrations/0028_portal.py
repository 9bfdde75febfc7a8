"""What a performer writes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("gop", "0027_assignments")]
    operations: list[migrations.operations.base.Operation] = []
