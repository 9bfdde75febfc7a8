"""Advance notices and letters about children: the hospital's rows, the receivers' copies, and what lets them cross."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from accounts.rls import append_only, grant, policy, protect, tie

HOSPITAL = ("gop_advancenotice", "gop_correspondence")
RECEIVED = ("gop_receivednotice", "gop_receivedcorrespondence")
# A receiver reads the sender's row while a delivery of it waits to be applied, and keeps its own copy from then on.
WAITS = """EXISTS (SELECT FROM gop_delivery d WHERE d.receiver_id = app_organisation() AND d.subject_id = {table}.id
  AND d.origin = '{origin}' AND d.applied_at IS NULL)"""
PROOF = """receiver_id = app_organisation() AND sender_id = app_sender() AND CASE origin
  WHEN 'plan' THEN EXISTS (SELECT FROM gop_plan p WHERE p.id = plan_id){plan}
  WHEN 'sag' THEN EXISTS (SELECT FROM gop_case c WHERE c.id = case_id AND c.plan_id = gop_delivery.plan_id){plan}
    AND CASE WHEN version IS NULL THEN true ELSE EXISTS (SELECT FROM gop_delivery had
      WHERE had.receiver_id = app_sender() AND had.plan_id = gop_delivery.plan_id AND had.version = gop_delivery.version) END
  WHEN 'opgave' THEN EXISTS (SELECT FROM gop_assignment a WHERE a.id = assignment_id AND a.plan_id = gop_delivery.plan_id){plan}{more}
  ELSE false END"""
# A notice or a letter opens no version and no consent of a plan that happens to have its id.
MORE = """
  WHEN 'varsling' THEN version IS NULL AND EXISTS (SELECT FROM gop_advancenotice n WHERE n.id = subject_id AND n.plan_id = gop_delivery.plan_id)
  WHEN 'brev' THEN version IS NULL AND EXISTS (SELECT FROM gop_correspondence l WHERE l.id = subject_id AND l.plan_id = gop_delivery.plan_id)
  WHEN 'brevsvar' THEN version IS NULL
    AND EXISTS (SELECT FROM gop_receivedcorrespondence r WHERE r.letter_id = subject_id AND r.plan_id = gop_delivery.plan_id)"""
CONSENT = "EXISTS (SELECT FROM gop_delivery d WHERE d.receiver_id = app_organisation() AND d.plan_id = gop_consent.plan_id{})"


class Migration(migrations.Migration):
    dependencies = [("gop", "0011_agreements"), ("accounts", "0003_attempts_and_readers_of_the_log")]
    operations = [
        migrations.CreateModel(
            name="AdvanceNotice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("cpr_encrypted", models.BinaryField()),
                ("cpr_hash", models.BinaryField(max_length=32)),
                ("birth_date", models.DateField(null=True)),
                ("citizen_name", models.CharField(max_length=200)),
                ("plan_id", models.UUIDField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("planlagt", "Planlagt, varsles med indkaldelsen"), ("akut", "Akut, varsles snarest")], max_length=20
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("varslet", "Varslet"),
                            ("tilbagetrukket", "Trukket tilbage"),
                            ("plan_sendt", "Planen er sendt"),
                            ("uden_plan", "Vurderet, ingen plan"),
                        ],
                        default="varslet",
                        max_length=20,
                    ),
                ),
                (
                    "follows",
                    models.CharField(
                        choices=[("ja", "Ja"), ("nej", "Nej"), ("ved_ikke", "Ved ikke")], help_text="Whether a plan follows.", max_length=20
                    ),
                ),
                ("diagnosis_code", models.CharField(blank=True, max_length=12)),
                ("diagnosis_text", models.CharField(blank=True, max_length=300)),
                ("operation_text", models.CharField(blank=True, max_length=300)),
                ("operation_on", models.DateField(null=True)),
                ("discharge_date", models.DateField(help_text="Expected; empty: not known, or called off.", null=True)),
                (
                    "informed",
                    models.CharField(
                        choices=[("ja", "Ja"), ("nej", "Nej"), ("ved_ikke", "Ved ikke")],
                        help_text="Whether the patient knows of the notice.",
                        max_length=20,
                    ),
                ),
                ("informed_on", models.DateField(null=True)),
                ("changed_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_reason", models.CharField(blank=True, max_length=300)),
                ("author_id", models.UUIDField()),
                ("author_name", models.CharField(max_length=200)),
                (
                    "receivers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), help_text="The organisations it was delivered to.", size=None
                    ),
                ),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Correspondence",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("cpr_encrypted", models.BinaryField()),
                ("cpr_hash", models.BinaryField(max_length=32)),
                ("birth_date", models.DateField(null=True)),
                ("citizen_name", models.CharField(max_length=200)),
                ("plan_id", models.UUIDField()),
                ("subject", models.CharField(max_length=300)),
                ("body", models.TextField()),
                ("feedback_wanted", models.BooleanField(default=False)),
                ("feedback_to", models.CharField(blank=True, max_length=300)),
                ("author_name", models.CharField(max_length=200)),
                ("sent_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by_name", models.CharField(blank=True, max_length=200)),
                ("answer", models.TextField(blank=True)),
                ("author_id", models.UUIDField()),
                (
                    "copies",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("foraeldre", "Forældrene"),
                                ("ppr", "PPR (pædagogisk psykologisk rådgivning)"),
                                ("egen_laege", "Barnets egen læge"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("instead", models.BooleanField(default=False, help_text="A draft was put away for it.")),
            ],
        ),
        migrations.CreateModel(
            name="NoticeEvent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("action", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(help_text="The user; empty for a named job or another organisation.", null=True)),
                ("by_name", models.CharField(max_length=200)),
                ("from_state", models.CharField(blank=True, max_length=20)),
                ("to_state", models.CharField(blank=True, max_length=20)),
                ("data", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="ReceivedCorrespondence",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("cpr_encrypted", models.BinaryField()),
                ("cpr_hash", models.BinaryField(max_length=32)),
                ("birth_date", models.DateField(null=True)),
                ("citizen_name", models.CharField(max_length=200)),
                ("plan_id", models.UUIDField()),
                ("subject", models.CharField(max_length=300)),
                ("body", models.TextField()),
                ("feedback_wanted", models.BooleanField(default=False)),
                ("feedback_to", models.CharField(blank=True, max_length=300)),
                ("author_name", models.CharField(max_length=200)),
                ("sent_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by_name", models.CharField(blank=True, max_length=200)),
                ("answer", models.TextField(blank=True)),
                ("letter_id", models.UUIDField()),
                ("sender_id", models.UUIDField()),
                ("sender_name", models.CharField(max_length=400)),
                ("received_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                ("read_by_name", models.CharField(blank=True, max_length=200)),
                ("waits", models.BooleanField(default=True, help_text="Not read, or asked about and not answered.")),
            ],
        ),
        migrations.CreateModel(
            name="ReceivedNotice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("cpr_encrypted", models.BinaryField()),
                ("cpr_hash", models.BinaryField(max_length=32)),
                ("birth_date", models.DateField(null=True)),
                ("citizen_name", models.CharField(max_length=200)),
                ("plan_id", models.UUIDField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("planlagt", "Planlagt, varsles med indkaldelsen"), ("akut", "Akut, varsles snarest")], max_length=20
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("varslet", "Varslet"),
                            ("tilbagetrukket", "Trukket tilbage"),
                            ("plan_sendt", "Planen er sendt"),
                            ("uden_plan", "Vurderet, ingen plan"),
                        ],
                        default="varslet",
                        max_length=20,
                    ),
                ),
                (
                    "follows",
                    models.CharField(
                        choices=[("ja", "Ja"), ("nej", "Nej"), ("ved_ikke", "Ved ikke")], help_text="Whether a plan follows.", max_length=20
                    ),
                ),
                ("diagnosis_code", models.CharField(blank=True, max_length=12)),
                ("diagnosis_text", models.CharField(blank=True, max_length=300)),
                ("operation_text", models.CharField(blank=True, max_length=300)),
                ("operation_on", models.DateField(null=True)),
                ("discharge_date", models.DateField(help_text="Expected; empty: not known, or called off.", null=True)),
                (
                    "informed",
                    models.CharField(
                        choices=[("ja", "Ja"), ("nej", "Nej"), ("ved_ikke", "Ved ikke")],
                        help_text="Whether the patient knows of the notice.",
                        max_length=20,
                    ),
                ),
                ("informed_on", models.DateField(null=True)),
                ("changed_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_reason", models.CharField(blank=True, max_length=300)),
                ("notice_id", models.UUIDField()),
                ("sender_id", models.UUIDField()),
                ("sender_name", models.CharField(max_length=400)),
                (
                    "department_id",
                    models.UUIDField(help_text="The therapy department it is meant for; empty at a municipality.", null=True),
                ),
                ("received_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="delivery",
            name="subject_id",
            field=models.UUIDField(help_text="The advance notice or the letter that is delivered; empty for a plan.", null=True),
        ),
        migrations.AlterField(
            model_name="delivery",
            name="kind",
            field=models.CharField(
                choices=[
                    ("plan", "Plan sendt"),
                    ("rettelse", "Plan rettet"),
                    ("udskrivning", "Udskrivningsdato meldt"),
                    ("tilbagetraekning", "Plan trukket tilbage"),
                    ("erstatning", "Plan erstattet"),
                    ("overgang", "Sag overgået til en anden myndighed"),
                    ("milepael", "Milepæl"),
                    ("spoergsmaal", "Spørgsmål"),
                    ("svar", "Svar"),
                    ("samtykke", "Samtykke ændret"),
                    ("retur", "Plan returneret"),
                    ("varsling", "Varslet eller varsling rettet"),
                    ("varsling_slut", "Varsling afsluttet"),
                    ("brev", "Brev om et barn"),
                    ("brev_svar", "Svar på et brev"),
                ],
                max_length=30,
            ),
        ),
        migrations.AlterField(
            model_name="delivery",
            name="origin",
            field=models.CharField(help_text="Proof of origin: plan, sag, opgave, varsling, brev or brevsvar.", max_length=20),
        ),
        migrations.AddField(
            model_name="advancenotice",
            name="department",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddField(
            model_name="advancenotice",
            name="home_municipality",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddField(
            model_name="advancenotice",
            name="organisation",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddField(
            model_name="advancenotice",
            name="performing_department",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddField(
            model_name="correspondence",
            name="department",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddField(
            model_name="correspondence",
            name="home_municipality",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddField(
            model_name="correspondence",
            name="organisation",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddField(
            model_name="noticeevent",
            name="notice",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="events", to="gop.advancenotice"),
        ),
        migrations.AddField(
            model_name="noticeevent",
            name="organisation",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddField(
            model_name="receivedcorrespondence",
            name="organisation",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddField(
            model_name="receivednotice",
            name="case",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="gop.case"),
        ),
        migrations.AddField(
            model_name="receivednotice",
            name="organisation",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddIndex(
            model_name="advancenotice",
            index=models.Index(
                condition=models.Q(("state", "varslet")), fields=["organisation", "discharge_date", "id"], name="notice_due"
            ),
        ),
        migrations.AddIndex(
            model_name="advancenotice",
            index=models.Index(fields=["organisation", "cpr_hash"], name="notice_cpr"),
        ),
        migrations.AddIndex(
            model_name="advancenotice",
            index=models.Index(fields=["organisation", "plan_id"], name="notice_plan"),
        ),
        migrations.AddConstraint(
            model_name="advancenotice",
            constraint=models.UniqueConstraint(fields=("id", "organisation"), name="notice_tenant"),
        ),
        migrations.AddConstraint(
            model_name="advancenotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "varslet"), ("ended_at__isnull", True)),
                    models.Q(models.Q(("state", "varslet"), _negated=True), ("ended_at__isnull", False)),
                    _connector="OR",
                ),
                name="notice_ended_has_time",
            ),
        ),
        migrations.AddIndex(
            model_name="correspondence",
            index=models.Index(fields=["organisation", "-sent_at", "id"], name="correspondence_sent"),
        ),
        migrations.AddIndex(
            model_name="correspondence",
            index=models.Index(fields=["organisation", "plan_id"], name="correspondence_plan"),
        ),
        migrations.AddConstraint(
            model_name="correspondence",
            constraint=models.UniqueConstraint(fields=("id", "organisation"), name="correspondence_tenant"),
        ),
        migrations.AddIndex(
            model_name="noticeevent",
            index=models.Index(fields=["organisation", "notice", "at"], name="noticeevent_notice"),
        ),
        migrations.AddIndex(
            model_name="receivedcorrespondence",
            index=models.Index(
                condition=models.Q(("waits", True)), fields=["organisation", "-received_at", "id"], name="receivedletter_waits"
            ),
        ),
        migrations.AddConstraint(
            model_name="receivedcorrespondence",
            constraint=models.UniqueConstraint(fields=("organisation", "letter_id"), name="receivedcorrespondence_once"),
        ),
        migrations.AddIndex(
            model_name="receivednotice",
            index=models.Index(
                condition=models.Q(("state", "varslet")), fields=["organisation", "discharge_date", "id"], name="receivednotice_due"
            ),
        ),
        migrations.AddIndex(
            model_name="receivednotice",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", False)), fields=["organisation", "-ended_at", "id"], name="receivednotice_ended"
            ),
        ),
        migrations.AddIndex(
            model_name="receivednotice",
            index=models.Index(fields=["organisation", "plan_id"], name="receivednotice_plan"),
        ),
        migrations.AddConstraint(
            model_name="receivednotice",
            constraint=models.UniqueConstraint(fields=("organisation", "notice_id"), name="receivednotice_once"),
        ),
        protect(*HOSPITAL, *RECEIVED, "gop_noticeevent"),
        append_only("gop_noticeevent"),
        tie("gop_noticeevent", "notice_id", "gop_advancenotice"),
        tie("gop_receivednotice", "case_id", "gop_case"),
        grant("gop_author", "SELECT, INSERT, UPDATE", *HOSPITAL),
        grant("gop_author", "SELECT, INSERT", "gop_noticeevent"),
        *[policy(table, "gop_author") for table in (*HOSPITAL, "gop_noticeevent")],
        grant("gop_authority", "SELECT, INSERT, UPDATE", *RECEIVED),
        *[policy(table, "gop_authority") for table in RECEIVED],
        grant("gop_authority", "SELECT", *HOSPITAL),
        policy("gop_advancenotice", "gop_authority", WAITS.format(table="gop_advancenotice", origin="varsling"), command="SELECT"),
        policy("gop_correspondence", "gop_authority", WAITS.format(table="gop_correspondence", origin="brev"), command="SELECT"),
        grant("gop_courier", "SELECT (id, organisation_id, plan_id)", *HOSPITAL),
        grant("gop_courier", "SELECT (letter_id, organisation_id, plan_id)", "gop_receivedcorrespondence"),
        *[policy(table, "gop_courier", "organisation_id = app_sender()", command="SELECT") for table in (*HOSPITAL, RECEIVED[1])],
        migrations.RunSQL(
            f"ALTER POLICY courier_insert ON gop_delivery WITH CHECK ({PROOF.format(plan=' AND subject_id IS NULL', more=MORE)});",
            f"ALTER POLICY courier_insert ON gop_delivery WITH CHECK ({PROOF.format(plan='', more='')});",
        ),
        migrations.RunSQL(
            f"ALTER POLICY authority_select ON gop_consent USING ({CONSENT.format(' AND d.subject_id IS NULL')});",
            f"ALTER POLICY authority_select ON gop_consent USING ({CONSENT.format('')});",
        ),
    ]
