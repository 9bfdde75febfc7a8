"""Regional agreements as dated rows."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("gop", "0010_codes")]
    operations: list[migrations.operations.base.Operation] = []
