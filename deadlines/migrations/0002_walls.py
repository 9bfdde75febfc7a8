"""Deadlines and alerts belong to the authority; the scan sees dates and owners of all, and nothing of a citizen."""

from django.db import migrations

from accounts.rls import grant, policy, protect, tie

LAW = ("deadlines_rule", "deadlines_holiday")
READERS = ("gop_author", "gop_authority", "gop_provider", "gop_analyst", "gop_platform", "gop_job", "gop_public")


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0001_initial"), ("accounts", "0002_walls")]
    operations = [
        *[grant(role, "SELECT", *LAW) for role in READERS],
        grant("gop_platform", "INSERT, UPDATE", *LAW),
        *[grant(role, "SELECT", "deadlines_heartbeat") for role in ("gop_author", "gop_authority", "gop_analyst", "gop_platform")],
        grant("gop_job", "SELECT, INSERT, UPDATE", "deadlines_heartbeat"),
        protect("deadlines_deadline", "deadlines_alert"),
        tie("deadlines_alert", "deadline_id", "deadlines_deadline"),
        grant("gop_authority", "SELECT, INSERT, UPDATE", "deadlines_deadline"),
        policy("deadlines_deadline", "gop_authority"),
        grant("gop_authority", "SELECT, UPDATE (seen_at, seen_by)", "deadlines_alert"),
        policy("deadlines_alert", "gop_authority"),
        grant("gop_job", "SELECT, UPDATE (next_alert_at)", "deadlines_deadline"),
        policy("deadlines_deadline", "gop_job", "true"),
        grant("gop_job", "SELECT, INSERT, UPDATE (mailed_at, attempts, retry_at)", "deadlines_alert"),
        policy("deadlines_alert", "gop_job", "true"),
    ]
