"""The extended choice on the case."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("gop", "0025_free_choice")]
    operations: list[migrations.operations.base.Operation] = []
