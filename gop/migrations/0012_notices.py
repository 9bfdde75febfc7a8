"""Advance notices, correspondence and assessments without a plan."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("gop", "0011_agreements")]
    operations: list[migrations.operations.base.Operation] = []
