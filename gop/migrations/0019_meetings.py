"""Meetings between the sides: proof of origin from a notice."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("gop", "0018_questions")]
    operations: list[migrations.RunSQL] = []
