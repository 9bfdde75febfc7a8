"""Assignments on the authority's side."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("gop", "0026_choice")]
    operations: list[migrations.operations.base.Operation] = []
