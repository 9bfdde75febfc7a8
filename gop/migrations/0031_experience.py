"""The citizen's two answers."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("gop", "0030_second_plan")]
    operations: list[migrations.operations.base.Operation] = []
