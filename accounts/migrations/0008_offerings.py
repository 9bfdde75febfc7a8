"""Public pages of organisations: an offer that has stood is never edited, only ended, by somebody."""

from django.db import migrations, models

from accounts.rls import grant

OFFERING = "accounts_offering"
WRITERS = ("gop_author", "gop_authority", "gop_platform")
CHANGED = "UPDATE (position, ended_at, ended_by_name)"


def narrower(role: str) -> migrations.RunSQL:
    """Only the place on the page and the end may change."""
    return migrations.RunSQL(f"REVOKE UPDATE ON {OFFERING} FROM {role};", f"GRANT UPDATE ON {OFFERING} TO {role};")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_free_choice")]
    operations = [
        migrations.AddField("offering", "ended_by_name", models.CharField(max_length=200, blank=True, db_default="")),
        *[narrower(role) for role in WRITERS],
        *[grant(role, CHANGED, OFFERING) for role in WRITERS],
    ]
