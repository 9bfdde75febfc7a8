"""The inbox's views need no index of their own: each reads `case_inbox` (docs/adr/0035-an-inbox-that-stands-open.md)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("gop", "0016_triage")]
    operations: list[migrations.RunSQL] = []
