"""Contacts by matter, kept by each organisation."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_doctor")]
    operations: list[migrations.RunSQL] = []
