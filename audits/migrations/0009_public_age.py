"""Anybody may know how old the published figures are: two dates and a version, no figure."""

from django.db import migrations

from accounts.rls import grant


class Migration(migrations.Migration):
    dependencies = [("audits", "0008_counted")]
    operations = [grant("gop_public", "SELECT", "audits_publication")]
