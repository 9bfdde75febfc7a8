"""Reports: why one is late, when it was commented, what has changed since, and the committees' meetings. A released one never changes."""

import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from accounts.rls import OWN, grant, policy, protect, tie

REPORT, CHECK, MEETING = "audits_report", "audits_reportcheck", "audits_committeemeeting"
# Whoever asks. The analyst may write no content at all, and the job no release: their grants say so.
FROZEN = f"""
CREATE FUNCTION audits_report_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'frigivet' THEN
    RAISE EXCEPTION 'a released report does not change' USING ERRCODE = '42501';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  IF NEW.state = 'frigivet' AND (OLD.state <> 'klar' OR NEW.content IS DISTINCT FROM OLD.content) THEN
    RAISE EXCEPTION 'only a report that is ready is released, as it is' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER report_frozen BEFORE UPDATE OR DELETE ON {REPORT} FOR EACH ROW EXECUTE FUNCTION audits_report_frozen();
"""
THAWED = f"DROP TRIGGER report_frozen ON {REPORT}; DROP FUNCTION audits_report_frozen();"
# What 0005 gave more than is needed.
ANALYST_WROTE = "due_on, meets_on, state, comment, comment_by_name, released_at, released_by_name, reader_id"
ANALYST_WRITES = "state, comment, comment_by_name, comment_at, released_at, released_by_name, reader_id"
ANALYST_ADDED = (
    "id, organisation_id, subject_id, kind, population, period, due_on, committee, meets_on, state, progress, attempts, "
    "definition, content, comment, comment_by_name, released_by_name"
)
JOB_WRITES = "state, progress, attempts, problem, retry_at, data_on, definition, content, made_at"
LESS = f"""
REVOKE INSERT ({ANALYST_ADDED}) ON {REPORT} FROM gop_analyst;
REVOKE UPDATE ({ANALYST_WROTE}) ON {REPORT} FROM gop_analyst;
GRANT UPDATE ({ANALYST_WRITES}) ON {REPORT} TO gop_analyst;
REVOKE UPDATE ON {REPORT} FROM gop_job;
GRANT UPDATE ({JOB_WRITES}) ON {REPORT} TO gop_job;
"""
MORE = f"""
REVOKE UPDATE ({ANALYST_WRITES}) ON {REPORT} FROM gop_analyst;
REVOKE UPDATE ({JOB_WRITES}) ON {REPORT} FROM gop_job;
GRANT UPDATE ON {REPORT} TO gop_job;
GRANT INSERT ({ANALYST_ADDED}) ON {REPORT} TO gop_analyst;
GRANT UPDATE ({ANALYST_WROTE}) ON {REPORT} TO gop_analyst;
"""
OF_A_READER = f"EXISTS (SELECT FROM {REPORT} r WHERE r.id = report_id AND r.reader_id = app_organisation())"
ORGANISATION = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+", "to": "accounts.organisation"}


class Migration(migrations.Migration):
    dependencies = [("audits", "0006_publishing"), ("accounts", "0009_groupings")]
    operations = [
        migrations.RemoveConstraint("report", "report_once"),
        migrations.RemoveConstraint("report", "report_released_is_whole"),
        migrations.AddField(
            "report",
            "problem",
            models.CharField(blank=True, db_default="", help_text="Why it is not there yet, in Danish.", max_length=300),
        ),
        migrations.AddField("report", "retry_at", models.DateTimeField(help_text="When it is tried again.", null=True)),
        migrations.AddField("report", "comment_at", models.DateTimeField(null=True)),
        migrations.AlterField(
            "report", "content", models.JSONField(default=dict, help_text="As audits/services/report_content.py writes it.")
        ),
        migrations.AddConstraint(
            "report",
            models.UniqueConstraint(
                name="report_once",
                fields=["organisation", "subject", "kind", "population", "period", "committee", "meets_on"],
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint("report", models.UniqueConstraint(name="report_tenant", fields=["id", "organisation"])),
        migrations.AddConstraint(
            "report",
            models.CheckConstraint(
                name="report_released_is_whole",
                condition=~Q(state="frigivet") | Q(released_at__isnull=False, data_on__isnull=False, made_at__isnull=False),
            ),
        ),
        migrations.AddConstraint(
            "report",
            models.CheckConstraint(name="report_read_by_its_subject", condition=Q(reader_id__isnull=True) | Q(reader_id=F("subject_id"))),
        ),
        migrations.CreateModel(
            name="ReportCheck",
            fields=[
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="check_row",
                        serialize=False,
                        to="audits.report",
                    ),
                ),
                ("compared_on", models.DateField(help_text="The date of data it was last compared with.")),
                ("differences", models.JSONField(default=list, help_text="As audits/corrections.py writes them.")),
                ("organisation", models.ForeignKey(**ORGANISATION)),
            ],
        ),
        migrations.CreateModel(
            name="CommitteeMeeting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("committee", models.CharField(max_length=200)),
                ("meets_on", models.DateField()),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=200)),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("cancelled_by_name", models.CharField(blank=True, db_default="", max_length=200)),
                ("organisation", models.ForeignKey(help_text="The region.", **ORGANISATION)),
                ("subject", models.ForeignKey(help_text="What it is told of: the region or a grouping.", **ORGANISATION)),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "-meets_on"], name="committeemeeting_list")],
                "constraints": [
                    models.UniqueConstraint(
                        name="committeemeeting_once",
                        fields=["organisation", "subject", "committee", "meets_on"],
                        condition=Q(cancelled_at__isnull=True),
                    )
                ],
            },
        ),
        migrations.RunSQL(FROZEN, THAWED),
        migrations.RunSQL(LESS, MORE),
        protect(CHECK, MEETING),
        tie(CHECK, "report_id", REPORT),
        grant("gop_analyst", "SELECT", CHECK),
        policy(CHECK, "gop_analyst", OWN, command="SELECT"),
        grant("gop_authority", "SELECT", CHECK),
        policy(CHECK, "gop_authority", OF_A_READER, command="SELECT"),
        grant("gop_job", "SELECT, INSERT, UPDATE", CHECK),
        policy(CHECK, "gop_job", "true"),
        grant("gop_analyst", "SELECT, INSERT, UPDATE (cancelled_at, cancelled_by_name)", MEETING),
        policy(MEETING, "gop_analyst", OWN),
        grant("gop_job", "SELECT", MEETING),
        policy(MEETING, "gop_job", "true"),
    ]
