"""What a case may live through: cancelled, missed, paused, moved, answered."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("gop", "0005_lists")]
    operations = []
