"""Assessments that end without a plan."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("gop", "0014_helping_hands")]
    operations: list[migrations.operations.base.Operation] = []
