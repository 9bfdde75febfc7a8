"""Code lists that are searched: interventions, ICF categories, synonyms, validity."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("gop", "0009_content")]
    operations: list[migrations.operations.base.Operation] = []
