"""Specialised training as a case of the performing department."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("gop", "0028_portal")]
    operations: list[migrations.operations.base.Operation] = []
