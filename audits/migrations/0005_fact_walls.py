"""An authority and a hospital read facts and sums of their own, an analyst what is published of the region; the job writes."""

from django.db import migrations

from accounts.rls import OWN, grant, policy, protect

PUBLISHED = ("audits_publishedtable", "audits_report")
OWNER = "owner_id = app_organisation()"


class Migration(migrations.Migration):
    dependencies = [("audits", "0004_facts")]
    operations = [
        protect("audits_fact", "audits_tally", "audits_counted", *PUBLISHED),
        grant("gop_authority", "SELECT", "audits_fact", "audits_tally", "audits_report"),
        grant("gop_author", "SELECT", "audits_fact", "audits_tally", "audits_publication"),
        policy("audits_fact", "gop_authority", OWN, command="SELECT"),
        policy("audits_fact", "gop_author", "hospital_id = app_organisation()", command="SELECT"),
        policy("audits_tally", "gop_authority", OWNER, command="SELECT"),
        policy("audits_tally", "gop_author", OWNER, command="SELECT"),
        policy("audits_report", "gop_authority", "reader_id = app_organisation()", command="SELECT"),
        grant("gop_analyst", "SELECT", *PUBLISHED),
        grant(
            "gop_analyst",
            "INSERT (id, organisation_id, subject_id, kind, population, period, due_on, committee, meets_on, state, progress, attempts, "
            "definition, content, comment, comment_by_name, released_by_name)",
            "audits_report",
        ),
        grant(
            "gop_analyst",
            "UPDATE (due_on, meets_on, state, comment, comment_by_name, released_at, released_by_name, reader_id)",
            "audits_report",
        ),
        policy("audits_publishedtable", "gop_analyst", OWN, command="SELECT"),
        policy("audits_report", "gop_analyst", OWN),
        grant("gop_job", "SELECT, INSERT, UPDATE", "audits_tally", "audits_counted", "audits_countedmark", "audits_report"),
        grant("gop_job", "DELETE", "audits_tally", "audits_counted", "audits_fact"),
        grant("gop_job", "SELECT, INSERT, UPDATE (tallied)", "audits_fact"),
        grant("gop_job", "SELECT, INSERT", "audits_publishedtable"),
        *[policy(table, "gop_job", "true") for table in ("audits_fact", "audits_tally", "audits_counted", *PUBLISHED)],
    ]
