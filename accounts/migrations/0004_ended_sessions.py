"""A job clears sessions that have ended; it sees when each ends, and no key and nothing that is in them."""

from django.db import migrations

from accounts.rls import grant


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_attempts_and_readers_of_the_log"), ("sessions", "0001_initial")]
    operations = [grant("gop_job", "SELECT (expire_date), DELETE", "django_session")]
