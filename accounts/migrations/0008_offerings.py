"""Public pages of organisations."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_free_choice")]
    operations: list[migrations.operations.base.Operation] = []
