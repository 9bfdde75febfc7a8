"""The directory of providers."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("municipalities", "0006_free_choice")]
    operations: list[migrations.operations.base.Operation] = []
