from django.db import migrations

from accounts.rls import grant

TABLES = ("hospitals_hospital", "hospitals_department")
READERS = ("gop_author", "gop_authority", "gop_provider", "gop_analyst", "gop_platform", "gop_job", "gop_public")


class Migration(migrations.Migration):
    dependencies = [("hospitals", "0001_initial"), ("accounts", "0002_walls")]
    operations = [
        *[grant(role, "SELECT", *TABLES) for role in READERS],
        grant("gop_platform", "INSERT, UPDATE", *TABLES),
    ]
