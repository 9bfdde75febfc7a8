"""Letters to the citizen: what the worker may see."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("gop", "0019_meetings")]
    operations: list[migrations.RunSQL] = []
