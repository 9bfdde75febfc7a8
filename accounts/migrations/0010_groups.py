"""Groupings."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0009_groupings")]
    operations: list[migrations.RunSQL] = []
