"""A plan that is not sent at discharge: told to its author, and a day later to the department's coordinators."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from accounts.rls import grant, policy, protect, tie


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_attempts_and_readers_of_the_log"), ("deadlines", "0006_given_before")]
    operations = [
        migrations.CreateModel(
            name="Unsent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("subject_id", models.UUIDField()),
                ("department_id", models.UUIDField()),
                ("author_id", models.UUIDField()),
                ("discharge_on", models.DateField()),
                ("author_at", models.DateTimeField()),
                ("coordinator_at", models.DateTimeField()),
                (
                    "next_alert_at",
                    models.DateTimeField(help_text="When the scan must look; empty once all is said or the spell has ended.", null=True),
                ),
                ("created_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="alert",
            name="alert_of_one_thing",
        ),
        migrations.AlterField(
            model_name="alert",
            name="kind",
            field=models.CharField(
                choices=[
                    ("varsel", "Varsel"),
                    ("brud", "Frist overskredet"),
                    ("haster", "Haster"),
                    ("uden_ejer", "Uden ejer"),
                    ("ikke_sendt", "Plan ikke sendt"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="unsent",
            name="organisation",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddField(
            model_name="alert",
            name="unsent",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="alerts", to="deadlines.unsent"),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.UniqueConstraint(
                condition=models.Q(("unsent__isnull", False)),
                fields=("organisation", "unsent", "rung", "recipient_id"),
                name="alert_unsent_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("deadline__isnull", False), ("unowned__isnull", True), ("unsent__isnull", True)),
                    models.Q(("deadline__isnull", True), ("unowned__isnull", False), ("unsent__isnull", True)),
                    models.Q(("deadline__isnull", True), ("unowned__isnull", True), ("unsent__isnull", False)),
                    _connector="OR",
                ),
                name="alert_of_one_thing",
            ),
        ),
        migrations.AddIndex(
            model_name="unsent",
            index=models.Index(condition=models.Q(("next_alert_at__isnull", False)), fields=["next_alert_at", "id"], name="unsent_due"),
        ),
        migrations.AddConstraint(
            model_name="unsent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)), fields=("organisation", "subject_id"), name="unsent_one_spell"
            ),
        ),
        migrations.AddConstraint(
            model_name="unsent",
            constraint=models.UniqueConstraint(fields=("id", "organisation"), name="unsent_tenant"),
        ),
        migrations.AddConstraint(
            model_name="unsent",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_at__isnull", True), ("next_alert_at__isnull", True), _connector="OR"),
                name="unsent_ended_is_silent",
            ),
        ),
        protect("deadlines_unsent"),
        tie("deadlines_alert", "unsent_id", "deadlines_unsent"),
        grant("gop_author", "SELECT, INSERT, UPDATE", "deadlines_unsent"),
        policy("deadlines_unsent", "gop_author"),
        grant("gop_job", "SELECT, UPDATE (next_alert_at)", "deadlines_unsent"),
        policy("deadlines_unsent", "gop_job", "true"),
    ]
