"""Triage and offer: the case's columns, questions, letters, goals, contacts, documents, meetings, and their walls."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import gop.enums.in_hand
import gop.enums.triage
from accounts.rls import ALL_ROWS, grant, policy, protect, tie

COLUMNS = {
    "gop_case": [
        "asked_at timestamp with time zone NULL",
        "brain_injury boolean DEFAULT false NOT NULL",
        "breach_cause varchar(30) DEFAULT '' NOT NULL",
        "called_back_on date NULL",
        "contact_wanted_at timestamp with time zone NULL",
        "control_on date NULL",
        "digital_post_exempt boolean NULL",
        "disagreed_at timestamp with time zone NULL",
        "goal_reached varchar(20) DEFAULT '' NOT NULL",
        "other_law varchar(30) DEFAULT '' NOT NULL",
        "postcode varchar(4) DEFAULT '' NOT NULL",
        "routed_by varchar(120) DEFAULT '' NOT NULL",
        "status_sent_on date NULL",
        "team_id uuid NULL",
        "team_name varchar(100) DEFAULT '' NOT NULL",
        "trainer_address varchar(300) DEFAULT '' NOT NULL",
        "trainer_name varchar(200) DEFAULT '' NOT NULL",
        "trainer_phone varchar(30) DEFAULT '' NOT NULL",
        "trainer_told_on date NULL",
        "training_field varchar(30) DEFAULT '' NOT NULL",
    ],
    "gop_offer": [
        "duration varchar(200) DEFAULT '' NOT NULL",
        "first_time_id uuid NULL",
        "minutes smallint NULL CHECK (minutes >= 0)",
        "performer varchar(20) DEFAULT 'offentlig' NOT NULL",
        "place_kind varchar(20) DEFAULT '' NOT NULL",
        "professions varchar(200) DEFAULT '' NOT NULL",
        "team_id uuid NULL",
    ],
}

OF_THE_CASE = ("gop_caseletter", "gop_goal", "gop_casecontact", "gop_casedocument")
IN_BOTH = ("gop_question", "gop_coordinationmeeting")
AT_THE_HOSPITAL = ("gop_receiveddocument",)
OF_THE_JOB = ("gop_authordigest",)


def every_column(word: str, columns: dict[str, list[str]]) -> str:
    """One statement a table, as in 0009_content."""
    return "".join(f"ALTER TABLE {table} {', '.join(f'{word} COLUMN {one}' for one in of)};\n" for table, of in columns.items())


ADD = every_column("ADD", COLUMNS)
DROP = every_column("DROP", {table: [one.split()[0] for one in of] for table, of in COLUMNS.items()})


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_doctor"), ("gop", "0015_without_plan")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(ADD, DROP)],
            state_operations=[
                migrations.AddField(
                    model_name="case",
                    name="asked_at",
                    field=models.DateTimeField(help_text="The oldest question that the hospital has not answered.", null=True),
                ),
                migrations.AddField(
                    model_name="case",
                    name="brain_injury",
                    field=models.BooleanField(db_default=False, default=False),
                ),
                migrations.AddField(
                    model_name="case",
                    name="breach_cause",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("modtaget_efter_fristen", "Modtaget efter fristen"),
                            ("forkert_modtager", "Planen kom først til en forkert modtager"),
                            ("dag_0_rettet", "Udskrivningsdatoen blev rettet"),
                            ("afventede_svar", "Afventede svar fra sygehuset"),
                            ("borgerens_forhold", "Borgerens egne forhold"),
                            ("kapacitet", "Manglende kapacitet"),
                            ("andet", "Andet"),
                        ],
                        db_default="",
                        help_text="Set by a person.",
                        max_length=30,
                    ),
                ),
                migrations.AddField(
                    model_name="case",
                    name="called_back_on",
                    field=models.DateField(null=True),
                ),
                migrations.AddField(
                    model_name="case",
                    name="contact_wanted_at",
                    field=models.DateTimeField(help_text="The hospital wants the treating therapist to call.", null=True),
                ),
                migrations.AddField(
                    model_name="case",
                    name="control_on",
                    field=models.DateField(help_text="The first outpatient control to come, of the version in hand.", null=True),
                ),
                migrations.AddField(
                    model_name="case",
                    name="digital_post_exempt",
                    field=models.BooleanField(help_text="Empty: not known.", null=True),
                ),
                migrations.AddField(
                    model_name="case",
                    name="disagreed_at",
                    field=models.DateTimeField(help_text="The oldest disagreement that is not settled.", null=True),
                ),
                migrations.AddField(
                    model_name="case",
                    name="goal_reached",
                    field=models.CharField(
                        blank=True,
                        choices=[("ja", "Nået"), ("delvist", "Delvist nået"), ("nej", "Ikke nået")],
                        db_default="",
                        max_length=20,
                    ),
                ),
                migrations.AddField(
                    model_name="case",
                    name="other_law",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("serviceloven_86", "Genoptræning efter serviceloven"),
                            ("vedligeholdelse", "Vedligeholdende træning"),
                            ("forebyggelse", "Forebyggende tilbud"),
                            ("andet", "Andet"),
                        ],
                        db_default="",
                        help_text="What follows the end.",
                        max_length=30,
                    ),
                ),
                migrations.AddField(
                    model_name="case",
                    name="postcode",
                    field=models.CharField(
                        blank=True, db_default="", help_text="Where the citizen lives; empty for a protected address.", max_length=4
                    ),
                ),
                migrations.AddField(
                    model_name="case",
                    name="routed_by",
                    field=models.CharField(
                        blank=True, db_default="", help_text="The routing rule that chose team or owner.", max_length=120
                    ),
                ),
                migrations.AddField(
                    model_name="case",
                    name="status_sent_on",
                    field=models.DateField(help_text="Status for that control.", null=True),
                ),
                migrations.AddField(
                    model_name="case",
                    name="team_id",
                    field=models.UUIDField(null=True),
                ),
                migrations.AddField(
                    model_name="case",
                    name="team_name",
                    field=models.CharField(blank=True, db_default="", max_length=100),
                ),
                migrations.AddField(
                    model_name="case",
                    name="trainer_address",
                    field=models.CharField(blank=True, db_default="", max_length=300),
                ),
                migrations.AddField(
                    model_name="case",
                    name="trainer_name",
                    field=models.CharField(blank=True, db_default="", max_length=200),
                ),
                migrations.AddField(
                    model_name="case",
                    name="trainer_phone",
                    field=models.CharField(blank=True, db_default="", max_length=30),
                ),
                migrations.AddField(
                    model_name="case",
                    name="trainer_told_on",
                    field=models.DateField(null=True),
                ),
                migrations.AddField(
                    model_name="case",
                    name="training_field",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("under_kirurgisk", "Hofte, ben og fod, kirurgisk"),
                            ("under_medicinsk", "Hofte, ben og fod, medicinsk"),
                            ("over_kirurgisk", "Skulder og arm, kirurgisk"),
                            ("over_medicinsk", "Skulder og arm, medicinsk"),
                            ("haand_kirurgisk", "Hånd, kirurgisk"),
                            ("haand_medicinsk", "Hånd, medicinsk"),
                            ("ryg_kirurgisk", "Nakke og ryg, kirurgisk"),
                            ("ryg_medicinsk", "Nakke og ryg, medicinsk"),
                            ("neurologi", "Neurologi"),
                            ("hjerte", "Hjerte og kredsløb"),
                            ("lunge", "Lunge"),
                            ("kraeft", "Kræft"),
                            ("svaekkelse", "Almen svækkelse"),
                            ("boern", "Børn"),
                            ("andet", "Andet"),
                        ],
                        db_default="",
                        max_length=30,
                    ),
                ),
                migrations.AddField(
                    model_name="offer",
                    name="duration",
                    field=models.CharField(
                        blank=True, db_default="", help_text="How long and how often, as far as it is known.", max_length=200
                    ),
                ),
                migrations.AddField(
                    model_name="offer",
                    name="first_time_id",
                    field=models.UUIDField(help_text="The weekly time whose seat it takes; empty: agreed apart.", null=True),
                ),
                migrations.AddField(
                    model_name="offer",
                    name="minutes",
                    field=models.PositiveSmallIntegerField(null=True),
                ),
                migrations.AddField(
                    model_name="offer",
                    name="performer",
                    field=models.CharField(
                        choices=[("offentlig", "Offentlig"), ("privat", "Privat")],
                        db_default=gop.enums.triage.PerformerKind["PUBLIC"],
                        default=gop.enums.triage.PerformerKind["PUBLIC"],
                        max_length=20,
                    ),
                ),
                migrations.AddField(
                    model_name="offer",
                    name="place_kind",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("eget_center", "Eget træningscenter"),
                            ("hjemmet", "I borgerens hjem"),
                            ("arbejdsplads", "På arbejdspladsen"),
                            ("doegnophold", "Under døgnophold"),
                        ],
                        db_default="",
                        max_length=20,
                    ),
                ),
                migrations.AddField(
                    model_name="offer",
                    name="professions",
                    field=models.CharField(blank=True, db_default="", max_length=200),
                ),
                migrations.AddField(
                    model_name="offer",
                    name="team_id",
                    field=models.UUIDField(null=True),
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
                            ("moede", "Møde indkaldt eller ændret af sygehuset"),
                            ("moede_meldt", "Møde indkaldt eller ændret af myndigheden"),
                            ("dokument", "Status, slutstatus eller epikrise"),
                        ],
                        max_length=30,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AuthorDigest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("user_id", models.UUIDField()),
                ("day", models.DateField()),
                ("mailed_at", models.DateTimeField(null=True)),
                ("retry_at", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("told", models.PositiveSmallIntegerField(default=0, help_text="How many milestones it counts.")),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("organisation", "user_id", "day"), name="authordigest_once")],
            },
        ),
        migrations.CreateModel(
            name="CaseContact",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("individuel", "Individuelt fremmøde"),
                            ("hold", "På hold"),
                            ("hjemme", "I hjemmet"),
                            ("telefon", "I telefonen"),
                            ("skaerm", "På skærm"),
                            ("digital", "Digital træning"),
                        ],
                        max_length=20,
                    ),
                ),
                ("code", models.CharField(blank=True, help_text="FSIII intervention or SKS treatment.", max_length=40)),
                ("code_text", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
                ("minutes", models.PositiveSmallIntegerField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planlagt", "Planlagt"),
                            ("holdt", "Holdt"),
                            ("udeblevet", "Borgeren udeblev"),
                            ("afbud_borger", "Borgeren meldte afbud"),
                            ("aflyst", "Aflyst af os"),
                        ],
                        max_length=20,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=200)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="contacts", to="gop.case")),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "case", "-at"], name="casecontact_case")],
            },
        ),
        migrations.CreateModel(
            name="CaseDocument",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("status", "Status før kontrol"),
                            ("boernestatus", "Statusskema for et barn"),
                            ("slutstatus", "Slutstatus"),
                            ("epikrise", "Epikrise til egen læge"),
                        ],
                        max_length=20,
                    ),
                ),
                ("body", models.JSONField(default=list)),
                ("by_name", models.CharField(max_length=200)),
                ("by_title", models.CharField(blank=True, max_length=100)),
                ("by_phone", models.CharField(blank=True, max_length=30)),
                ("sent_at", models.DateTimeField()),
                ("receivers", models.JSONField(default=list)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="gop.case")),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "case", "-sent_at"], name="casedocument_case")],
            },
        ),
        migrations.CreateModel(
            name="CaseLetter",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(choices=[("orientering", "Besked om første møde"), ("traener", "Besked om træner")], max_length=20),
                ),
                ("channel", models.CharField(choices=[("digital_post", "Digital Post"), ("brev", "Brev på papir")], max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("afventer", "Afventer afsendelse"),
                            ("til_udskrift", "Skal udskrives og sendes"),
                            ("leveret", "Leveret i Digital Post"),
                            ("postet", "Sendt med posten"),
                            ("afvist", "Kunne ikke leveres"),
                            ("stoppet", "Stoppet"),
                        ],
                        max_length=20,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("by_name", models.CharField(max_length=200)),
                ("meeting_at", models.DateTimeField(help_text="The first meeting it tells of.", null=True)),
                ("level", models.CharField(blank=True, help_text="The level it tells of.", max_length=20)),
                ("content", models.BinaryField(help_text="The PDF, encrypted as attachments are.")),
                ("delivered_at", models.DateTimeField(null=True)),
                ("posted_on", models.DateField(null=True)),
                ("receipt", models.CharField(blank=True, max_length=100)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("retry_at", models.DateTimeField(null=True)),
                ("last_error", models.CharField(blank=True, max_length=200)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="gop.case")),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "case", "-made_at"], name="caseletter_case"),
                    models.Index(
                        condition=models.Q(("state", gop.enums.triage.LetterState["WAITING"])),
                        fields=["made_at", "id"],
                        name="caseletter_waits",
                    ),
                    models.Index(
                        condition=models.Q(("state", gop.enums.triage.LetterState["PRINTING"])),
                        fields=["organisation", "made_at"],
                        name="caseletter_print",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CoordinationMeeting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("shared_id", models.UUIDField()),
                ("plan_id", models.UUIDField()),
                ("case_id", models.UUIDField(null=True)),
                ("notice_id", models.UUIDField(help_text="The hospital's advance notice, when there is no plan yet.", null=True)),
                ("other_id", models.UUIDField()),
                ("other_name", models.CharField(max_length=400)),
                ("department_id", models.UUIDField(help_text="At the hospital: the department.", null=True)),
                ("called_here", models.BooleanField(help_text="By this organisation.")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("hjemmebesoeg", "Hjemmebesøg"),
                            ("udskrivningskonference", "Udskrivningskonference"),
                            ("samarbejdsmoede", "Samarbejdsmøde"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("indkaldt", "Indkaldt"), ("holdt", "Holdt"), ("aflyst", "Aflyst")],
                        default=gop.enums.in_hand.MeetingState["CALLED"],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("place", models.CharField(max_length=300)),
                ("agenda", models.TextField(blank=True)),
                ("participants", models.JSONField(default=list)),
                ("goals", models.TextField(blank=True, help_text="The common goals that came of it.")),
                ("tasks", models.JSONField(default=list)),
                ("changed_at", models.DateTimeField()),
                ("changed_by_name", models.CharField(max_length=400)),
                ("change", models.PositiveSmallIntegerField(default=1, help_text="Counted up by every change; the higher one stands.")),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "plan_id"], name="coordinationmeeting_plan"),
                    models.Index(fields=["organisation", "case_id"], name="coordinationmeeting_case"),
                ],
                "constraints": [models.UniqueConstraint(fields=("organisation", "shared_id"), name="coordinationmeeting_once")],
            },
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("text", models.CharField(max_length=500)),
                ("code_list", models.CharField(blank=True, choices=[("fsiii", "FSIII"), ("icf", "ICF")], max_length=10)),
                ("code", models.CharField(blank=True, max_length=40)),
                ("code_text", models.CharField(blank=True, max_length=300)),
                ("agreed_on", models.DateField()),
                ("target_on", models.DateField(null=True)),
                ("made_at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=200)),
                (
                    "reached",
                    models.CharField(
                        blank=True, choices=[("ja", "Nået"), ("delvist", "Delvist nået"), ("nej", "Ikke nået")], max_length=20
                    ),
                ),
                ("closed_on", models.DateField(null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="goals", to="gop.case")),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "case"], name="goal_case")],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("shared_id", models.UUIDField()),
                ("plan_id", models.UUIDField()),
                ("case_id", models.UUIDField()),
                ("other_id", models.UUIDField(help_text="The organisation on the other side.")),
                ("other_name", models.CharField(max_length=400)),
                ("department_id", models.UUIDField(help_text="The sending department; at the hospital only.", null=True)),
                ("kind", models.CharField(choices=[("spoergsmaal", "Spørgsmål"), ("uenighed", "Uenighed")], max_length=20)),
                ("about", models.CharField(blank=True, help_text="The criterion of the plan it is about, by key.", max_length=60)),
                ("text", models.TextField()),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.UUIDField(null=True)),
                ("asked_by_name", models.CharField(max_length=200)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by_name", models.CharField(blank=True, max_length=200)),
                ("answer", models.TextField(blank=True)),
                ("decider_authority", models.CharField(blank=True, max_length=200)),
                ("decider_hospital", models.CharField(blank=True, max_length=200)),
                ("decide_by", models.DateField(null=True)),
                ("settled_on", models.DateField(null=True)),
                ("outcome", models.TextField(blank=True)),
                ("ended_at", models.DateTimeField(help_text="Answered, settled, or fallen away with the case.", null=True)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "case_id", "asked_at"], name="question_case"),
                    models.Index(fields=["organisation", "plan_id"], name="question_plan"),
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)), fields=["organisation", "asked_at", "id"], name="question_waits"
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("organisation", "shared_id"), name="question_once")],
            },
        ),
        migrations.CreateModel(
            name="ReceivedDocument",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("status", "Status før kontrol"),
                            ("boernestatus", "Statusskema for et barn"),
                            ("slutstatus", "Slutstatus"),
                            ("epikrise", "Epikrise til egen læge"),
                        ],
                        max_length=20,
                    ),
                ),
                ("body", models.JSONField(default=list)),
                ("by_name", models.CharField(max_length=200)),
                ("by_title", models.CharField(blank=True, max_length=100)),
                ("by_phone", models.CharField(blank=True, max_length=30)),
                ("sent_at", models.DateTimeField()),
                ("document_id", models.UUIDField()),
                ("sender_name", models.CharField(max_length=200)),
                ("read_at", models.DateTimeField(null=True)),
                ("read_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
                ),
                ("plan", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="gop.plan")),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("read_at__isnull", True)),
                        fields=["organisation", "sent_at", "id"],
                        name="receiveddocument_unread",
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("organisation", "document_id"), name="receiveddocument_once")],
            },
        ),
        protect(*OF_THE_CASE, *IN_BOTH, *AT_THE_HOSPITAL, *OF_THE_JOB),
        grant("gop_authority", "SELECT, INSERT, UPDATE", *OF_THE_CASE, *IN_BOTH),
        grant("gop_author", "SELECT, INSERT, UPDATE", *IN_BOTH, *AT_THE_HOSPITAL),
        grant("gop_job", "SELECT, INSERT, UPDATE", *OF_THE_JOB),
        grant("gop_job", "SELECT (id, organisation_id, state, made_at, retry_at)", "gop_caseletter"),
        *[policy(table, "gop_authority") for table in (*OF_THE_CASE, *IN_BOTH)],
        *[policy(table, "gop_author") for table in (*IN_BOTH, *AT_THE_HOSPITAL)],
        *[policy(table, "gop_job", ALL_ROWS) for table in OF_THE_JOB],
        policy("gop_caseletter", "gop_job", ALL_ROWS, command="SELECT"),
        *[tie(table, "case_id", "gop_case") for table in OF_THE_CASE],
        tie("gop_receiveddocument", "plan_id", "gop_plan"),
    ]
