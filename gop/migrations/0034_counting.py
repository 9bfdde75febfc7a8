"""What the counting job reads."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("gop", "0033_kinds")]
    operations: list[migrations.RunSQL] = []
