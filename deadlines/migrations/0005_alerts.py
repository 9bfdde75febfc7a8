"""Alerts that climb, wait for morning, or go to whoever covers."""

import datetime
import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from accounts.rls import OWN, grant, policy, protect, tie

OWN_TABLES = ("deadlines_unowned", "deadlines_alertsetting", "deadlines_alertpreference")
MINE = f"{OWN} AND user_id = app_user()"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_attempts_and_readers_of_the_log"),
        ("deadlines", "0004_calendars"),
    ]

    operations = [
        migrations.CreateModel(
            name="AlertPreference",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("user_id", models.UUIDField()),
                ("digest_at", models.TimeField(null=True)),
                ("quiet_from", models.TimeField(null=True)),
                ("quiet_to", models.TimeField(null=True)),
                ("absent_from", models.DateField(null=True)),
                ("absent_to", models.DateField(help_text="The last day.", null=True)),
                ("cover_id", models.UUIDField(help_text="The colleague who covers; empty: the team leads.", null=True)),
                ("digested_on", models.DateField(help_text="The day of the last digest that left.", null=True)),
            ],
        ),
        migrations.CreateModel(
            name="AlertSetting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("valid_from", models.DateField()),
                ("warning_to_lead", models.PositiveSmallIntegerField(default=24)),
                ("warning_to_all", models.PositiveSmallIntegerField(default=24)),
                ("breach_to_lead", models.PositiveSmallIntegerField(default=10)),
                ("breach_to_all", models.PositiveSmallIntegerField(default=6)),
                ("unowned_open_days", models.PositiveSmallIntegerField(default=1)),
                ("unowned_time", models.TimeField(default=datetime.time(8, 0))),
                ("changed_by_name", models.CharField(blank=True, max_length=200)),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Unowned",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("subject_id", models.UUIDField()),
                ("began_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("next_alert_at", models.DateTimeField(help_text="When the scan must say so; empty once said or ended.", null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="alert",
            name="alert_once",
        ),
        migrations.AddField(
            model_name="alert",
            name="climb_at",
            field=models.DateTimeField(help_text="When it goes one rung up, unless it has been seen.", null=True),
        ),
        migrations.AddField(
            model_name="alert",
            name="held_until",
            field=models.DateTimeField(help_text="The mail waits for a digest or for the end of quiet hours.", null=True),
        ),
        migrations.AddField(
            model_name="alert",
            name="mail_id",
            field=models.UUIDField(help_text="The Message-ID of the mail that said it last.", null=True),
        ),
        migrations.AddField(
            model_name="alert",
            name="rung",
            field=models.PositiveSmallIntegerField(
                default=0, help_text="0 first said, to the owner; 1 to the owner's team lead; 2 to all team leads."
            ),
        ),
        migrations.AddField(
            model_name="alert",
            name="told",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(), default=list, help_text="To whom the mail has left.", size=None
            ),
        ),
        migrations.AddField(
            model_name="deadline",
            name="urgent_at",
            field=models.DateTimeField(help_text="When it was received, of a plan that must start within two days of that.", null=True),
        ),
        migrations.AlterField(
            model_name="alert",
            name="deadline",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="alerts", to="deadlines.deadline"),
        ),
        migrations.AlterField(
            model_name="alert",
            name="deadline_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("informationsfrist", "Besked til borgeren"),
                    ("tilbudsfrist", "Tilbud om første møde"),
                    ("planens_egen_frist", "Planens egen frist"),
                ],
                max_length=30,
            ),
        ),
        migrations.AlterField(
            model_name="alert",
            name="kind",
            field=models.CharField(
                choices=[("varsel", "Varsel"), ("brud", "Frist overskredet"), ("haster", "Haster"), ("uden_ejer", "Uden ejer")],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="alert",
            name="recipient_id",
            field=models.UUIDField(help_text="The owner or the team lead; empty: every team lead.", null=True),
        ),
        migrations.AddField(
            model_name="alertpreference",
            name="organisation",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddField(
            model_name="alertsetting",
            name="organisation",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddField(
            model_name="unowned",
            name="organisation",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddField(
            model_name="alert",
            name="unowned",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="alerts", to="deadlines.unowned"),
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(
                condition=models.Q(("climb_at__isnull", False), ("seen_at__isnull", True)), fields=["climb_at", "id"], name="alert_climbing"
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.UniqueConstraint(fields=("organisation", "deadline", "kind", "rung"), name="alert_once"),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.UniqueConstraint(
                condition=models.Q(("unowned__isnull", False)), fields=("organisation", "unowned", "rung"), name="alert_unowned_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("deadline__isnull", False), ("unowned__isnull", True)),
                    models.Q(("deadline__isnull", True), ("unowned__isnull", False)),
                    _connector="OR",
                ),
                name="alert_of_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(condition=models.Q(("rung__lte", 2)), name="alert_rung"),
        ),
        migrations.AddIndex(
            model_name="alertpreference",
            index=models.Index(
                condition=models.Q(("absent_to__isnull", False)), fields=["organisation", "absent_to"], name="alertpreference_absent"
            ),
        ),
        migrations.AddConstraint(
            model_name="alertpreference",
            constraint=models.UniqueConstraint(fields=("organisation", "user_id"), name="alertpreference_once"),
        ),
        migrations.AddConstraint(
            model_name="alertpreference",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("quiet_from__isnull", True), ("quiet_to__isnull", True)),
                    models.Q(("quiet_from__isnull", False), ("quiet_to__isnull", False)),
                    _connector="OR",
                ),
                name="alertpreference_quiet_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="alertpreference",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("absent_from__isnull", True), ("absent_to__isnull", True)),
                    models.Q(("absent_from__isnull", False), ("absent_to__gte", models.F("absent_from")), ("absent_to__isnull", False)),
                    _connector="OR",
                ),
                name="alertpreference_absence",
            ),
        ),
        migrations.AddConstraint(
            model_name="alertpreference",
            constraint=models.CheckConstraint(
                condition=models.Q(("cover_id", models.F("user_id")), _negated=True), name="alertpreference_no_own_cover"
            ),
        ),
        migrations.AddConstraint(
            model_name="alertsetting",
            constraint=models.UniqueConstraint(fields=("organisation", "valid_from"), name="alertsetting_once"),
        ),
        migrations.AddIndex(
            model_name="unowned",
            index=models.Index(condition=models.Q(("next_alert_at__isnull", False)), fields=["next_alert_at", "id"], name="unowned_due"),
        ),
        migrations.AddConstraint(
            model_name="unowned",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)), fields=("organisation", "subject_id"), name="unowned_one_spell"
            ),
        ),
        migrations.AddConstraint(
            model_name="unowned",
            constraint=models.UniqueConstraint(fields=("id", "organisation"), name="unowned_tenant"),
        ),
        migrations.AddConstraint(
            model_name="unowned",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_at__isnull", True), ("next_alert_at__isnull", True), _connector="OR"),
                name="unowned_ended_is_silent",
            ),
        ),
        protect(*OWN_TABLES),
        tie("deadlines_alert", "unowned_id", "deadlines_unowned"),
        grant("gop_authority", "SELECT, INSERT, UPDATE", *OWN_TABLES),
        *[policy(table, "gop_authority") for table in OWN_TABLES[:2]],
        # A colleague's absence decides what whoever covers sees; only the person sets it.
        policy("deadlines_alertpreference", "gop_authority", command="SELECT"),
        policy("deadlines_alertpreference", "gop_authority", MINE, command="INSERT"),
        policy("deadlines_alertpreference", "gop_authority", MINE, command="UPDATE"),
        grant("gop_platform", "SELECT, INSERT, UPDATE", "deadlines_alertsetting"),
        policy("deadlines_alertsetting", "gop_platform"),
        grant("gop_platform", "SELECT", "deadlines_measure"),
        # A clock that has stopped stops the climb of what was said of it.
        grant("gop_authority", "UPDATE (climb_at)", "deadlines_alert"),
        grant("gop_job", "UPDATE (climb_at, held_until, told, mail_id)", "deadlines_alert"),
        grant("gop_job", "SELECT, UPDATE (next_alert_at)", "deadlines_unowned"),
        grant("gop_job", "SELECT", "deadlines_alertsetting"),
        grant("gop_job", "SELECT, UPDATE (digested_on)", "deadlines_alertpreference"),
        *[policy(table, "gop_job", "true") for table in OWN_TABLES],
    ]
