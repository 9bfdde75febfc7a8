"""Opening days, postal days, goals and rule sets as dated rows."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import deadlines.enums
from accounts.rls import append_only, grant, policy, protect

LAW = ("deadlines_ruleset", "deadlines_agreedgoal", "deadlines_postalrule")
READERS = ("gop_author", "gop_authority", "gop_provider", "gop_analyst", "gop_platform", "gop_job", "gop_public")
CALENDAR = "deadlines_calendarrow"
OWN_ROWS = ("deadlines_postaldays", "deadlines_owngoal")


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0003_measures"), ("accounts", "0003_attempts_and_readers_of_the_log")]
    operations = [
        migrations.CreateModel(
            name="PostalRule",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, help_text="The last day.", null=True)),
                ("paragraph", models.CharField(max_length=200)),
                ("text", models.CharField(max_length=400)),
                ("assumption", models.BooleanField(default=False)),
                ("days", models.PositiveSmallIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="RuleSet",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, help_text="The last day.", null=True)),
                ("paragraph", models.CharField(max_length=200)),
                ("text", models.CharField(max_length=400)),
                ("assumption", models.BooleanField(default=False)),
                ("code", models.CharField(max_length=40, unique=True)),
                ("title", models.CharField(max_length=100)),
                ("nature", models.CharField(choices=[("lov", "Lov"), ("maal", "Mål")], max_length=20)),
                ("holds_for", models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="AgreedGoal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, help_text="The last day.", null=True)),
                ("paragraph", models.CharField(max_length=200)),
                ("text", models.CharField(max_length=400)),
                ("assumption", models.BooleanField(default=False)),
                (
                    "counted_from",
                    models.CharField(choices=[("dag_0", "Dag 0 (udskrivningen)"), ("modtagelse", "Modtagelsen")], max_length=20),
                ),
                ("unit", models.CharField(choices=[("kalenderdage", "Kalenderdage"), ("aabningsdage", "Åbningsdage")], max_length=20)),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "met_by",
                    models.CharField(
                        choices=[
                            ("kontakt", "Kontakt til borgeren"),
                            ("besked", "Besked om sted og tid"),
                            ("tilbudt_moede", "Tilbudt første møde"),
                            ("holdt_moede", "Holdt første møde"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "holds_for",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), help_text="Plan types.", size=None
                    ),
                ),
                (
                    "binds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), help_text="Kinds of organisation.", size=None
                    ),
                ),
                ("region", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation")),
                ("rule_set", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="goals", to="deadlines.ruleset")),
            ],
        ),
        migrations.AddField(
            model_name="rule",
            name="rule_set",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="rules", to="deadlines.ruleset"),
        ),
        migrations.CreateModel(
            name="CalendarRow",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, help_text="The last day.", null=True)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.UUIDField()),
                ("made_by_name", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[("uge", "Ugens åbningsdage"), ("lukket", "Lukket"), ("aabent", "Åbent"), ("som_ugen", "Som ugen ellers")],
                        max_length=20,
                    ),
                ),
                (
                    "weekdays",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), blank=True, default=list, help_text="Monday is 0.", size=None
                    ),
                ),
                ("closed_on_holidays", models.BooleanField(default=True)),
                ("text", models.CharField(blank=True, max_length=100)),
                ("applied_at", models.DateTimeField(help_text="When the open deadlines had been computed again.", null=True)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "valid_from"], name="calendarrow_of"),
                    models.Index(condition=models.Q(("applied_at__isnull", True)), fields=["made_at"], name="calendarrow_waiting"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"),
                        name="calendarrow_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", deadlines.enums.CalendarKind["WEEK"]), _negated=True),
                            ("weekdays__len__gt", 0),
                            _connector="OR",
                        ),
                        name="calendarrow_week_is_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", deadlines.enums.CalendarKind["WEEK"]), ("valid_to__isnull", False), _connector="OR"),
                        name="calendarrow_days_end",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnGoal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, help_text="The last day.", null=True)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.UUIDField()),
                ("made_by_name", models.CharField(max_length=200)),
                (
                    "counted_from",
                    models.CharField(choices=[("dag_0", "Dag 0 (udskrivningen)"), ("modtagelse", "Modtagelsen")], max_length=20),
                ),
                ("unit", models.CharField(choices=[("kalenderdage", "Kalenderdage"), ("aabningsdage", "Åbningsdage")], max_length=20)),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "met_by",
                    models.CharField(
                        choices=[
                            ("kontakt", "Kontakt til borgeren"),
                            ("besked", "Besked om sted og tid"),
                            ("tilbudt_moede", "Tilbudt første møde"),
                            ("holdt_moede", "Holdt første møde"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "holds_for",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), help_text="Plan types.", size=None
                    ),
                ),
                ("series", models.UUIDField(default=uuid.uuid4)),
                ("text", models.CharField(max_length=200)),
                ("ended", models.BooleanField(default=False)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "valid_from"], name="owngoal_of")],
            },
        ),
        migrations.CreateModel(
            name="PostalDays",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, help_text="The last day.", null=True)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.UUIDField()),
                ("made_by_name", models.CharField(max_length=200)),
                ("days", models.PositiveSmallIntegerField()),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "valid_from"], name="postaldays_of")],
            },
        ),
        *[grant(role, "SELECT", *LAW) for role in READERS],
        grant("gop_platform", "INSERT, UPDATE", *LAW),
        protect(CALENDAR, *OWN_ROWS),
        *[append_only(table) for table in OWN_ROWS],
        *[grant(role, "SELECT", CALENDAR) for role in ("gop_author", "gop_authority")],
        # The open calculator: when a municipality is open, not who said so
        grant("gop_public", "SELECT (id, organisation_id, kind, valid_from, valid_to, made_at, weekdays, closed_on_holidays)", CALENDAR),
        # The hospital's page shows when the receiver is open, which is no secret
        policy(CALENDAR, "gop_author", "organisation_id IS NOT NULL", command="SELECT"),
        policy(CALENDAR, "gop_public", "organisation_id IS NOT NULL", command="SELECT"),
        policy(CALENDAR, "gop_authority", command="SELECT"),
        grant("gop_authority", "SELECT", *OWN_ROWS),
        *[policy(table, "gop_authority", command="SELECT") for table in OWN_ROWS],
        grant("gop_platform", "SELECT, INSERT", CALENDAR, *OWN_ROWS),
        *[policy(table, "gop_platform") for table in (CALENDAR, *OWN_ROWS)],
        grant("gop_job", "SELECT (id, organisation_id, made_at, applied_at), UPDATE (applied_at)", CALENDAR),
        policy(CALENDAR, "gop_job", "true"),
    ]
