"""Opening days, postal days, goals and rule sets as dated rows."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0003_measures"), ("accounts", "0003_attempts_and_readers_of_the_log")]
    operations = []
