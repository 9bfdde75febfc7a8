"""Notices of capacity."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("gop", "0031_experience")]
    operations: list[migrations.operations.base.Operation] = []
