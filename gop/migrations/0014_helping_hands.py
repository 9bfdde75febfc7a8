"""Phrases, approval, and drafts that change hands."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("gop", "0013_attachments")]
    operations: list[migrations.operations.base.Operation] = []
