"""Alerts that climb, wait for morning, or go to whoever covers."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0004_calendars")]
    operations = []
