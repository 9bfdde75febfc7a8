"""Files bound to a plan."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("gop", "0012_notices")]
    operations: list[migrations.operations.base.Operation] = []
