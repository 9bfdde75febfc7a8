"""Questions and the author's digest: what lets them cross."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("gop", "0017_inbox")]
    operations: list[migrations.RunSQL] = []
