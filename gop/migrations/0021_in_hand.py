"""A course under way: indexes and walls."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("gop", "0020_letters")]
    operations: list[migrations.RunSQL] = []
