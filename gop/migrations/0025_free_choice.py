"""Free choice: assignments with what the performer writes, complaints, second plans, notices ahead, experience, and their walls."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import gop.enums.choice
from accounts.rls import append_only, grant, policy, protect, tie

WRITTEN = ("gop_assignmentmeeting", "gop_assignmentgoal", "gop_assignmentreport")
OF_ASSIGNMENT = (*WRITTEN, "gop_assignmentevent", "gop_documentationrequest")
OF_AUTHORITY = ("gop_secondplananswer", "gop_experienceinvitation")
# Who performs takes the provider's database role, a municipality too. Its rows close with its access; one record is opened through EXISTS
PERFORMS = "provider_id = app_organisation() AND access_open"
OPEN = """organisation_id = app_organisation() AND EXISTS (SELECT FROM gop_assignment a
  WHERE a.id = assignment_id AND a.provider_id = app_organisation() AND a.access_open)"""
ASKED_BY = "authority_id = app_organisation()"
IN_A_READABLE_VERSION = """EXISTS (SELECT FROM gop_planversion v WHERE v.plan_id = gop_attachment.plan_id
  AND v.number >= gop_attachment.from_version AND v.number < coalesce(gop_attachment.removed_from, 32767))"""
OF_A_READABLE_ATTACHMENT = "EXISTS (SELECT FROM gop_attachment a WHERE a.file_id = gop_attachmentfile.id)"
SIDES = "".join(
    f"ALTER TABLE {table} ADD CONSTRAINT {table}_sides FOREIGN KEY (assignment_id, organisation_id, authority_id) "
    "REFERENCES gop_assignment (id, provider_id, authority_id) DEFERRABLE INITIALLY DEFERRED;\n"
    for table in OF_ASSIGNMENT
)
NO_SIDES = "".join(f"ALTER TABLE {table} DROP CONSTRAINT {table}_sides;\n" for table in OF_ASSIGNMENT)
ANSWERS = (
    "state, answered_at, answered_by_name, decline_reason, decline_text, place, first_meeting_at, first_meeting_on, "
    "ended_at, end_code, goal_reached, access_until, copied_at"
)
THE_ONE_GIVEN = "token_hash = decode(coalesce(current_setting('app.token', true), ''), 'hex')"
ANSWERED = "EXISTS (SELECT FROM gop_experienceinvitation i WHERE i.organisation_id = gop_experience.organisation_id)"
TOLD = "app_organisation() = ANY (addressees)"
READERS_AHEAD = ("gop_author", "gop_authority", "gop_analyst")
READERS = ("gop_author", "gop_authority", "gop_provider", "gop_analyst", "gop_platform", "gop_job", "gop_public")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_free_choice"),
        ("gop", "0024_digest_day"),
    ]

    operations = [
        migrations.CreateModel(
            name="AssignmentEvent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("by_name", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField()),
                ("action", models.CharField(max_length=40)),
                ("by", models.UUIDField(null=True)),
                ("by_organisation", models.CharField(blank=True, max_length=200)),
                ("data", models.JSONField(default=dict, help_text="Dates and codes.")),
            ],
        ),
        migrations.CreateModel(
            name="AssignmentGoal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("by_name", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField()),
                ("text", models.CharField(max_length=500)),
                ("code_list", models.CharField(blank=True, choices=[("fsiii", "FSIII"), ("icf", "ICF")], max_length=10)),
                ("code", models.CharField(blank=True, max_length=40)),
                ("code_text", models.CharField(blank=True, max_length=300)),
                ("agreed_on", models.DateField()),
                ("target_on", models.DateField(null=True)),
                (
                    "reached",
                    models.CharField(
                        blank=True, choices=[("ja", "Nået"), ("delvist", "Delvist nået"), ("nej", "Ikke nået")], max_length=20
                    ),
                ),
                ("closed_on", models.DateField(null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
            ],
        ),
        migrations.CreateModel(
            name="AssignmentMeeting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("by_name", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField()),
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
                ("code", models.CharField(blank=True, max_length=40)),
                ("code_text", models.CharField(blank=True, max_length=300)),
                ("note", models.CharField(blank=True, max_length=500)),
            ],
        ),
        migrations.CreateModel(
            name="AssignmentReport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("by_name", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField()),
                ("kind", models.CharField(choices=[("status", "Status"), ("slutstatus", "Slutstatus")], max_length=20)),
                ("body", models.JSONField(default=list)),
                ("by_title", models.CharField(blank=True, max_length=100)),
            ],
        ),
        migrations.CreateModel(
            name="CapacityNotice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("sender_name", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("kapacitet", "Ændret kapacitet"),
                            ("aktivitet", "Ændret aktivitet eller behandling"),
                            ("hjemtagelse", "Hjemtagelse af opgaver"),
                        ],
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("text", models.TextField()),
                (
                    "plan_type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("almen", "Almen genoptræning"),
                            ("specialiseret", "Genoptræning på specialiseret niveau"),
                            ("rehabilitering", "Rehabilitering på specialiseret niveau"),
                        ],
                        max_length=20,
                    ),
                ),
                ("training_field", models.CharField(blank=True, max_length=30)),
                ("effective_on", models.DateField()),
                (
                    "period_text",
                    models.CharField(blank=True, help_text="The agreement's own words of the period, as they held.", max_length=500),
                ),
                ("earliest_on", models.DateField(help_text="The first day the period allows; before it the notice is late.", null=True)),
                (
                    "addressees",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, help_text="The sender is one of them.", size=None
                    ),
                ),
                ("sent_at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=200)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_reason", models.CharField(blank=True, max_length=500)),
            ],
        ),
        migrations.CreateModel(
            name="CapacityNoticeSeen",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("notice_id", models.UUIDField(help_text="Of another tenant's row, so no foreign key.")),
                ("at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="Complaint",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("case_id", models.UUIDField(null=True)),
                ("plan_id", models.UUIDField(null=True)),
                ("assignment_id", models.UUIDField(null=True)),
                ("department_id", models.UUIDField(help_text="At the hospital: the department.", null=True)),
                ("citizen_name", models.CharField(max_length=200)),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("faglig", "Faglig behandling, vurdering eller journal"),
                            ("rettigheder", "Patientrettigheder: frit valg, befordring, aktindsigt"),
                            ("serviceniveau", "Serviceniveau: ventetid, omfang, tilrettelæggelse"),
                            ("andet", "Andet"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "to",
                    models.CharField(
                        choices=[
                            ("myndigheden", "Kommunen eller regionen selv"),
                            ("sygehuset", "Sygehuset"),
                            ("patientklager", "Styrelsen for Patientklager"),
                            ("ankestyrelsen", "Ankestyrelsen"),
                            ("leverandoeren", "Leverandøren"),
                        ],
                        max_length=20,
                    ),
                ),
                ("received_on", models.DateField()),
                ("text", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=200)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("medhold", "Medhold"),
                            ("delvist", "Delvist medhold"),
                            ("afvist", "Ikke medhold"),
                            ("frafaldet", "Frafaldet"),
                            ("sendt_videre", "Sendt videre til rette modtager"),
                        ],
                        max_length=20,
                    ),
                ),
                ("outcome_on", models.DateField(null=True)),
                ("outcome_text", models.TextField(blank=True)),
                ("outcome_by_name", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="DocumentationRequest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("text", models.CharField(max_length=500)),
                ("due_on", models.DateField()),
                ("asked_at", models.DateTimeField()),
                ("asked_by_name", models.CharField(max_length=200)),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by_name", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="Experience",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("hospital_id", models.UUIDField()),
                ("home_municipality_id", models.UUIDField(null=True)),
                (
                    "plan_type",
                    models.CharField(
                        choices=[
                            ("almen", "Almen genoptræning"),
                            ("specialiseret", "Genoptræning på specialiseret niveau"),
                            ("rehabilitering", "Rehabilitering på specialiseret niveau"),
                        ],
                        max_length=20,
                    ),
                ),
                ("month", models.DateField(help_text="The first day of the month it was answered in.")),
                (
                    "as_one",
                    models.CharField(
                        choices=[
                            ("ja", "Ja"),
                            ("overvejende", "For det meste"),
                            ("kun_lidt", "Kun lidt"),
                            ("nej", "Nej"),
                            ("ved_ikke", "Ved ikke"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "involved",
                    models.CharField(
                        choices=[
                            ("ja", "Ja"),
                            ("overvejende", "For det meste"),
                            ("kun_lidt", "Kun lidt"),
                            ("nej", "Nej"),
                            ("ved_ikke", "Ved ikke"),
                        ],
                        max_length=20,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ExperienceInvitation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("token_hash", models.BinaryField(max_length=32, unique=True)),
                ("hospital_id", models.UUIDField()),
                ("home_municipality_id", models.UUIDField(null=True)),
                (
                    "plan_type",
                    models.CharField(
                        choices=[
                            ("almen", "Almen genoptræning"),
                            ("specialiseret", "Genoptræning på specialiseret niveau"),
                            ("rehabilitering", "Rehabilitering på specialiseret niveau"),
                        ],
                        max_length=20,
                    ),
                ),
                ("made_on", models.DateField()),
                ("expires_on", models.DateField()),
                ("used_on", models.DateField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NoticePeriod",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("kapacitet", "Ændret kapacitet"),
                            ("aktivitet", "Ændret aktivitet eller behandling"),
                            ("hjemtagelse", "Hjemtagelse af opgaver"),
                        ],
                        max_length=20,
                    ),
                ),
                ("months", models.PositiveSmallIntegerField(help_text="Empty: as early as possible.", null=True)),
                ("text", models.CharField(max_length=500)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("source", models.CharField(max_length=200)),
                ("assumption", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="SecondPlanAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("other_case_id", models.UUIDField(help_text="The older case, of the same authority.")),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("samme_indsatser", "Samme indsatser fortsætter: den nye plan afløser den gamle"),
                            ("nye_indsatser", "Indsatserne skal være andre: den gamle sag slutter, og der begyndes forfra"),
                            ("uafhaengige", "To uafhængige problemer: begge sager fortsætter"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("by_name", models.CharField(max_length=200)),
            ],
        ),
        migrations.AddField(
            model_name="assignment",
            name="access_until",
            field=models.DateField(help_text="The last day the provider may read it, once it has ended.", null=True),
        ),
        migrations.AddField(
            model_name="assignment",
            name="answered_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="assignment",
            name="answered_by_name",
            field=models.CharField(blank=True, db_default="", max_length=200),
        ),
        migrations.AddField(
            model_name="assignment",
            name="authority_name",
            field=models.CharField(blank=True, db_default="", max_length=200),
        ),
        migrations.AddField(
            model_name="assignment",
            name="consent_by",
            field=models.CharField(
                blank=True,
                choices=[("patient", "Patienten"), ("stedfortraeder", "Stedfortræder"), ("foraeldre", "Forældremyndighedens indehaver")],
                db_default="",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="consent_how",
            field=models.CharField(
                blank=True,
                choices=[("mundtligt", "Mundtligt"), ("skriftligt", "Skriftligt"), ("digitalt", "Digitalt")],
                db_default="",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="consent_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="assignment",
            name="copied_at",
            field=models.DateTimeField(help_text="When the provider last took a copy for its own record.", null=True),
        ),
        migrations.AddField(
            model_name="assignment",
            name="decline_reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("kapacitet", "Ingen ledig plads"),
                    ("for_sent", "Kan ikke starte i tide"),
                    ("fagomraade", "Ikke vores fagområde eller niveau"),
                    ("borger", "Borgeren ønsker det ikke alligevel"),
                    ("andet", "Andet"),
                ],
                db_default="",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="decline_text",
            field=models.CharField(blank=True, db_default="", max_length=500),
        ),
        migrations.AddField(
            model_name="assignment",
            name="end_code",
            field=models.CharField(
                blank=True,
                choices=[
                    ("gennemfoert", "Gennemført"),
                    ("intet_behov_borger", "Borgeren vurderer, at der ikke er mere behov"),
                    ("intet_behov_fagperson", "Fagpersonen vurderer, at der ikke er mere behov"),
                    ("fravalg", "Borgeren har fravalgt genoptræning"),
                    ("fravalg_sygdom", "Fravalgt på grund af anden sygdom"),
                    ("fravalg_transport_udgift", "Fravalgt på grund af udgift til transport"),
                    ("fravalg_transport_besvaer", "Fravalgt på grund af besvær med transport"),
                    ("fravalg_anden_traening", "Fravalgt på grund af anden træning"),
                    ("haendelse", "En hændelse medfører ophør"),
                    ("udeblevet", "Borgeren har ikke henvendt sig eller er udeblevet"),
                    ("returneret", "Returneret til afsenderen"),
                    ("tilbagetrukket", "Planen er trukket tilbage"),
                    ("erstattet", "Planen er erstattet af en ny"),
                    ("overgang", "Overgået til anden myndighed eller type"),
                    ("doed", "Borgeren er død"),
                    ("samtykke_trukket", "Samtykket er trukket tilbage"),
                ],
                db_default="",
                max_length=30,
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="first_meeting_at",
            field=models.DateTimeField(help_text="Agreed with the citizen by the provider.", null=True),
        ),
        migrations.AddField(
            model_name="assignment",
            name="first_meeting_on",
            field=models.DateField(help_text="Held.", null=True),
        ),
        migrations.AddField(
            model_name="assignment",
            name="goal_reached",
            field=models.CharField(
                blank=True, choices=[("ja", "Nået"), ("delvist", "Delvist nået"), ("nej", "Ikke nået")], db_default="", max_length=20
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="kind",
            field=models.CharField(
                choices=[
                    ("udvidet_valg", "Udvidet frit valg, KL-aftale"),
                    ("egen_aftale", "Kommunens egen aftale"),
                    ("anden_kommune", "En anden kommunes tilbud"),
                ],
                db_default=gop.enums.choice.AssignmentKind["EXTENDED"],
                default=gop.enums.choice.AssignmentKind["EXTENDED"],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="level",
            field=models.CharField(
                blank=True, choices=[("basal", "Basalt niveau"), ("avanceret", "Avanceret niveau")], db_default="", max_length=20
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="message",
            field=models.TextField(blank=True, db_default="", help_text="From the authority."),
        ),
        migrations.AddField(
            model_name="assignment",
            name="place",
            field=models.CharField(blank=True, db_default="", help_text="Of the first meeting.", max_length=300),
        ),
        migrations.AddField(
            model_name="assignment",
            name="provider_name",
            field=models.CharField(blank=True, db_default="", max_length=200),
        ),
        migrations.AddField(
            model_name="assignment",
            name="sent_by_name",
            field=models.CharField(blank=True, db_default="", max_length=200),
        ),
        migrations.AddField(
            model_name="assignment",
            name="start_by",
            field=models.DateField(help_text="The latest first meeting that is in time.", null=True),
        ),
        migrations.AddField(
            model_name="assignment",
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
            model_name="assignment",
            name="withdrawn_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="assignment",
            name="withdrawn_reason",
            field=models.CharField(blank=True, db_default="", max_length=500),
        ),
        migrations.AddField(
            model_name="case",
            name="assigned_to",
            field=models.CharField(
                blank=True, db_default="", help_text="Who performs it now, when it is not the authority itself.", max_length=200
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="hospital_choice",
            field=models.CharField(blank=True, db_default="", help_text="What the patient chose, for specialised training.", max_length=20),
        ),
        migrations.AddField(
            model_name="case",
            name="hospital_choice_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="second_plan_open",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Another case of the citizen is open here, and nobody has said how they stand to each other.",
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="serious_illness",
            field=models.BooleanField(help_text="The shorter waiting time of extended hospital choice; empty: not judged.", null=True),
        ),
        migrations.AlterField(
            model_name="assignment",
            name="state",
            field=models.CharField(
                choices=[
                    ("sendt", "Sendt, afventer svar"),
                    ("accepteret", "Sagt ja"),
                    ("afvist", "Sagt nej"),
                    ("udloebet", "Ikke besvaret i tide"),
                    ("trukket", "Trukket tilbage"),
                    ("afsluttet", "Afsluttet"),
                ],
                default=gop.enums.choice.AssignmentState["SENT"],
                max_length=20,
            ),
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
                    ("opgave", "Udføreren har meldt om sin opgave"),
                ],
                max_length=30,
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("access_open", True)), fields=["provider", "state", "-sent_at", "id"], name="assignment_desk"
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("state", gop.enums.choice.AssignmentState["SENT"])), fields=["answer_by"], name="assignment_waits"
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("access_open", True), ("access_until__isnull", False)),
                fields=["access_until"],
                name="assignment_access",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(fields=("id", "provider", "authority"), name="assignment_sides"),
        ),
        migrations.AddField(
            model_name="assignmentevent",
            name="assignment",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="events", to="gop.assignment"),
        ),
        migrations.AddField(
            model_name="assignmentevent",
            name="authority",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddField(
            model_name="assignmentevent",
            name="organisation",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddField(
            model_name="assignmentgoal",
            name="assignment",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="goals", to="gop.assignment"),
        ),
        migrations.AddField(
            model_name="assignmentgoal",
            name="authority",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddField(
            model_name="assignmentgoal",
            name="organisation",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddField(
            model_name="assignmentmeeting",
            name="assignment",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="gop.assignment"),
        ),
        migrations.AddField(
            model_name="assignmentmeeting",
            name="authority",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddField(
            model_name="assignmentmeeting",
            name="organisation",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddField(
            model_name="assignmentreport",
            name="assignment",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="gop.assignment"),
        ),
        migrations.AddField(
            model_name="assignmentreport",
            name="authority",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddField(
            model_name="assignmentreport",
            name="organisation",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddField(
            model_name="capacitynotice",
            name="organisation",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddField(
            model_name="capacitynoticeseen",
            name="organisation",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddField(
            model_name="complaint",
            name="organisation",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddField(
            model_name="documentationrequest",
            name="assignment",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="requests", to="gop.assignment"),
        ),
        migrations.AddField(
            model_name="documentationrequest",
            name="authority",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddField(
            model_name="documentationrequest",
            name="organisation",
            field=models.ForeignKey(
                help_text="The performer.", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
            ),
        ),
        migrations.AddField(
            model_name="experience",
            name="organisation",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddField(
            model_name="experienceinvitation",
            name="organisation",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddField(
            model_name="noticeperiod",
            name="region",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddField(
            model_name="secondplananswer",
            name="case",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="second_plan_answers", to="gop.case"),
        ),
        migrations.AddField(
            model_name="secondplananswer",
            name="organisation",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddIndex(
            model_name="assignmentevent",
            index=models.Index(fields=["assignment", "made_at"], name="assignmentevent_of"),
        ),
        migrations.AddIndex(
            model_name="assignmentgoal",
            index=models.Index(fields=["assignment"], name="assignmentgoal_of"),
        ),
        migrations.AddIndex(
            model_name="assignmentmeeting",
            index=models.Index(fields=["assignment", "-at"], name="assignmentmeeting_of"),
        ),
        migrations.AddIndex(
            model_name="assignmentreport",
            index=models.Index(fields=["assignment", "-made_at"], name="assignmentreport_of"),
        ),
        migrations.AddIndex(
            model_name="capacitynotice",
            index=models.Index(fields=["organisation", "-sent_at"], name="capacitynotice_own"),
        ),
        migrations.AddConstraint(
            model_name="capacitynoticeseen",
            constraint=models.UniqueConstraint(fields=("organisation", "notice_id"), name="capacitynoticeseen_once"),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(fields=["organisation", "case_id"], name="complaint_case"),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(fields=["organisation", "plan_id"], name="complaint_plan"),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(condition=models.Q(("outcome", "")), fields=["organisation", "received_on", "id"], name="complaint_open"),
        ),
        migrations.AddIndex(
            model_name="documentationrequest",
            index=models.Index(fields=["assignment", "asked_at"], name="documentationrequest_of"),
        ),
        migrations.AddConstraint(
            model_name="noticeperiod",
            constraint=models.UniqueConstraint(fields=("region", "kind", "valid_from"), name="noticeperiod_once"),
        ),
        migrations.AddIndex(
            model_name="secondplananswer",
            index=models.Index(fields=["organisation", "case", "-at"], name="secondplan_case"),
        ),
        migrations.AddIndex(
            model_name="secondplananswer",
            index=models.Index(fields=["organisation", "other_case_id"], name="secondplan_other"),
        ),
        protect(*OF_ASSIGNMENT, *OF_AUTHORITY, "gop_complaint", "gop_capacitynotice", "gop_capacitynoticeseen", "gop_experience"),
        append_only("gop_assignmentevent"),
        append_only("gop_experience"),
        migrations.RunSQL(SIDES, NO_SIDES),
        tie("gop_secondplananswer", "case_id", "gop_case"),
        tie("gop_complaint", "case_id", "gop_case"),
        tie("gop_complaint", "plan_id", "gop_plan"),
        grant("gop_provider", f"UPDATE ({ANSWERS})", "gop_assignment"),
        migrations.RunSQL(
            f"ALTER POLICY provider_all ON gop_assignment USING ({PERFORMS}) WITH CHECK ({PERFORMS});",
            "ALTER POLICY provider_all ON gop_assignment USING (provider_id = app_organisation()) "
            "WITH CHECK (provider_id = app_organisation());",
        ),
        grant("gop_provider", "SELECT", "gop_attachment", "gop_attachmentfile"),
        policy("gop_attachment", "gop_provider", IN_A_READABLE_VERSION, command="SELECT"),
        policy("gop_attachmentfile", "gop_provider", OF_A_READABLE_ATTACHMENT, command="SELECT"),
        grant("gop_provider", "SELECT, INSERT, UPDATE", *WRITTEN),
        grant("gop_provider", "SELECT, INSERT", "gop_assignmentevent"),
        grant("gop_provider", "SELECT, UPDATE (answer, answered_at, answered_by_name)", "gop_documentationrequest"),
        *[policy(table, "gop_provider", OPEN) for table in OF_ASSIGNMENT],
        grant("gop_authority", "SELECT", *WRITTEN),
        *[policy(table, "gop_authority", ASKED_BY, command="SELECT") for table in WRITTEN],
        grant("gop_authority", "SELECT, INSERT", "gop_assignmentevent"),
        grant("gop_authority", "SELECT, INSERT, UPDATE", "gop_documentationrequest"),
        *[policy(table, "gop_authority", ASKED_BY) for table in ("gop_assignmentevent", "gop_documentationrequest")],
        # The scan: silence past the limit, and access that is over
        grant("gop_job", "SELECT (id, authority_id, provider_id, state, answer_by, access_until, access_open)", "gop_assignment"),
        policy("gop_assignment", "gop_job", "true", command="SELECT"),
        # Of the authority alone
        *[grant("gop_authority", "SELECT, INSERT, UPDATE", table) for table in OF_AUTHORITY],
        *[policy(table, "gop_authority") for table in OF_AUTHORITY],
        # Complaints: at the authority and at the hospital, each its own
        *[grant(role, "SELECT, INSERT, UPDATE", "gop_complaint") for role in ("gop_authority", "gop_author")],
        *[policy("gop_complaint", role) for role in ("gop_authority", "gop_author")],
        # Told ahead: who sent it and whom it was sent to
        *[grant(role, "SELECT", "gop_capacitynotice") for role in READERS_AHEAD],
        *[policy("gop_capacitynotice", role, TOLD, command="SELECT") for role in READERS_AHEAD],
        *[grant(role, "INSERT, UPDATE (withdrawn_at, withdrawn_reason)", "gop_capacitynotice") for role in ("gop_author", "gop_authority")],
        *[
            policy("gop_capacitynotice", role, command=command)
            for role in ("gop_author", "gop_authority")
            for command in ("INSERT", "UPDATE")
        ],
        *[grant(role, "SELECT, INSERT", "gop_capacitynoticeseen") for role in READERS_AHEAD],
        *[policy("gop_capacitynoticeseen", role) for role in READERS_AHEAD],
        *[grant(role, "SELECT", "gop_noticeperiod") for role in READERS],
        grant("gop_platform", "INSERT, UPDATE", "gop_noticeperiod"),
        # The citizen's answer: nobody signed in, by the token that the connection carries
        grant("gop_public", "SELECT, UPDATE (used_on)", "gop_experienceinvitation"),
        policy("gop_experienceinvitation", "gop_public", THE_ONE_GIVEN),
        grant("gop_public", "INSERT", "gop_experience"),
        policy("gop_experience", "gop_public", ANSWERED, command="INSERT"),
        grant("gop_job", "SELECT", "gop_experience"),
        policy("gop_experience", "gop_job", "true", command="SELECT"),
    ]
