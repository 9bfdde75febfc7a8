"""The offer's columns."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("gop", "0021_in_hand")]
    operations: list[migrations.RunSQL] = []
