"""What a plan says under every heading of G-GOP and of the agreements; each column with its empty value in the database."""

from django.db import migrations, models

COLUMNS = {
    "gop_plan": [
        "dismissed jsonb DEFAULT '[]'::jsonb NOT NULL",
        "notice_id uuid NULL",
        "payment varchar(20) DEFAULT '' NOT NULL",
    ],
    "gop_planaddress": [
        "convene_at varchar(300) DEFAULT '' NOT NULL",
        "email varchar(200) DEFAULT '' NOT NULL",
        "relatives jsonb DEFAULT '[]'::jsonb NOT NULL",
    ],
    "gop_planversion": [
        "aids jsonb DEFAULT '[]'::jsonb NOT NULL",
        "body_before text DEFAULT '' NOT NULL",
        "body_now text DEFAULT '' NOT NULL",
        "categories jsonb DEFAULT '[]'::jsonb NOT NULL",
        "child_group varchar(20) DEFAULT '' NOT NULL",
        "choice_guided_on date NULL",
        "coauthor_name varchar(200) DEFAULT '' NOT NULL",
        "coauthor_phone varchar(30) DEFAULT '' NOT NULL",
        "coauthor_title varchar(100) DEFAULT '' NOT NULL",
        "contact_wanted boolean DEFAULT false NOT NULL",
        "contact_wanted_about varchar(500) DEFAULT '' NOT NULL",
        "controls jsonb DEFAULT '[]'::jsonb NOT NULL",
        "coordination_plan varchar(20) DEFAULT '' NOT NULL",
        "diagnoses jsonb DEFAULT '[]'::jsonb NOT NULL",
        "discharge_agreement varchar(20) DEFAULT '' NOT NULL",
        "doctor_email varchar(200) DEFAULT '' NOT NULL",
        "doctor_name varchar(200) DEFAULT '' NOT NULL",
        "doctor_phone varchar(30) DEFAULT '' NOT NULL",
        "doctor_title varchar(100) DEFAULT '' NOT NULL",
        "examinations jsonb DEFAULT '[]'::jsonb NOT NULL",
        "excerpts jsonb DEFAULT '[]'::jsonb NOT NULL",
        "gp_name varchar(200) DEFAULT '' NOT NULL",
        "gp_number varchar(6) DEFAULT '' NOT NULL",
        "health_summary text DEFAULT '' NOT NULL",
        "hospital_choice varchar(20) DEFAULT '' NOT NULL",
        "hospital_choice_note varchar(500) DEFAULT '' NOT NULL",
        "information_given text DEFAULT '' NOT NULL",
        "interpreter varchar(60) DEFAULT '' NOT NULL",
        "interventions jsonb DEFAULT '[]'::jsonb NOT NULL",
        "links jsonb DEFAULT '[]'::jsonb NOT NULL",
        "long_course_expected boolean DEFAULT false NOT NULL",
        "municipal_contact_person varchar(300) DEFAULT '' NOT NULL",
        "practical text DEFAULT '' NOT NULL",
        "safety text DEFAULT '' NOT NULL",
        "school_contact varchar(300) DEFAULT '' NOT NULL",
        "social_boundary varchar(20) DEFAULT '' NOT NULL",
        "social_note text DEFAULT '' NOT NULL",
        "status_receivers jsonb DEFAULT '[]'::jsonb NOT NULL",
        "surroundings_before text DEFAULT '' NOT NULL",
        "surroundings_now text DEFAULT '' NOT NULL",
        "team jsonb DEFAULT '[]'::jsonb NOT NULL",
        "tests jsonb DEFAULT '[]'::jsonb NOT NULL",
        "transport_need varchar(20) DEFAULT '' NOT NULL",
        "type_answers jsonb DEFAULT '{}'::jsonb NOT NULL",
        "type_proposed varchar(20) DEFAULT '' NOT NULL",
        "type_reason text DEFAULT '' NOT NULL",
        "wheelchair boolean DEFAULT false NOT NULL",
    ],
}


def every_column(word: str, columns: dict[str, list[str]]) -> str:
    """One statement a table, whatever the number of columns: Django's own way costs a model's whole state for each of them."""
    return "".join(f"ALTER TABLE {table} {', '.join(f'{word} COLUMN {one}' for one in of)};\n" for table, of in columns.items())


ADD = every_column("ADD", COLUMNS)
DROP = every_column("DROP", {table: [one.split()[0] for one in of] for table, of in COLUMNS.items()})


class Migration(migrations.Migration):
    dependencies = [
        ("gop", "0008_amending"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(ADD, DROP)],
            state_operations=[
                migrations.AddField(
                    model_name="plan",
                    name="dismissed",
                    field=models.JSONField(db_default=[], default=list, help_text="Keys of the hints the author has put away."),
                ),
                migrations.AddField(
                    model_name="plan",
                    name="notice_id",
                    field=models.UUIDField(help_text="The advance notice the draft was begun from.", null=True),
                ),
                migrations.AddField(
                    model_name="plan",
                    name="payment",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("offentlig", "Det offentlige (frit sygehusvalg eller aftale)"),
                            ("selv", "Patienten eller en forsikring"),
                        ],
                        db_default="",
                        help_text="Asked of private hospitals only.",
                        max_length=20,
                    ),
                ),
                migrations.AddField(
                    model_name="planaddress",
                    name="convene_at",
                    field=models.CharField(blank=True, db_default="", max_length=300),
                ),
                migrations.AddField(
                    model_name="planaddress",
                    name="email",
                    field=models.CharField(blank=True, db_default="", max_length=200),
                ),
                migrations.AddField(
                    model_name="planaddress",
                    name="relatives",
                    field=models.JSONField(db_default=[], default=list),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="aids",
                    field=models.JSONField(db_default=[], default=list),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="body_before",
                    field=models.TextField(blank=True, db_default=""),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="body_now",
                    field=models.TextField(blank=True, db_default=""),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="categories",
                    field=models.JSONField(db_default=[], default=list),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="child_group",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("funktionstab", "Sygdom eller hændelse med en tydelig funktionsnedsættelse"),
                            ("under_udredning", "Under udredning for en udviklingsproblematik"),
                            ("akut_behov", "Varigt nedsat funktionsevne og et nyt, akut behov"),
                            ("varig", "Varigt nedsat funktionsevne uden et nyt, akut behov"),
                        ],
                        db_default="",
                        max_length=20,
                    ),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="choice_guided_on",
                    field=models.DateField(null=True),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="coauthor_name",
                    field=models.CharField(blank=True, db_default="", max_length=200),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="coauthor_phone",
                    field=models.CharField(blank=True, db_default="", max_length=30),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="coauthor_title",
                    field=models.CharField(blank=True, db_default="", max_length=100),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="contact_wanted",
                    field=models.BooleanField(db_default=False, default=False),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="contact_wanted_about",
                    field=models.CharField(blank=True, db_default="", max_length=500),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="controls",
                    field=models.JSONField(db_default=[], default=list),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="coordination_plan",
                    field=models.CharField(
                        blank=True, choices=[("ja", "Ja"), ("nej", "Nej"), ("ved_ikke", "Ved ikke")], db_default="", max_length=20
                    ),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="diagnoses",
                    field=models.JSONField(db_default=[], default=list),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="discharge_agreement",
                    field=models.CharField(
                        blank=True, choices=[("ja", "Ja"), ("nej", "Nej"), ("ved_ikke", "Ved ikke")], db_default="", max_length=20
                    ),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="doctor_email",
                    field=models.CharField(blank=True, db_default="", max_length=200),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="doctor_name",
                    field=models.CharField(blank=True, db_default="", max_length=200),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="doctor_phone",
                    field=models.CharField(blank=True, db_default="", max_length=30),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="doctor_title",
                    field=models.CharField(blank=True, db_default="", max_length=100),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="examinations",
                    field=models.JSONField(db_default=[], default=list),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="excerpts",
                    field=models.JSONField(db_default=[], default=list),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="gp_name",
                    field=models.CharField(blank=True, db_default="", max_length=200),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="gp_number",
                    field=models.CharField(blank=True, db_default="", max_length=6),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="health_summary",
                    field=models.TextField(blank=True, db_default=""),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="hospital_choice",
                    field=models.CharField(
                        blank=True,
                        choices=[("hjemhospital", "Patienten vælger hjemhospitalet"), ("andet", "Patienten vælger et andet sygehus")],
                        db_default="",
                        max_length=20,
                    ),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="hospital_choice_note",
                    field=models.CharField(blank=True, db_default="", max_length=500),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="information_given",
                    field=models.TextField(blank=True, db_default=""),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="interpreter",
                    field=models.CharField(blank=True, db_default="", max_length=60),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="interventions",
                    field=models.JSONField(db_default=[], default=list),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="links",
                    field=models.JSONField(db_default=[], default=list),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="long_course_expected",
                    field=models.BooleanField(db_default=False, default=False),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="municipal_contact_person",
                    field=models.CharField(blank=True, db_default="", max_length=300),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="practical",
                    field=models.TextField(blank=True, db_default=""),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="safety",
                    field=models.TextField(blank=True, db_default=""),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="school_contact",
                    field=models.CharField(blank=True, db_default="", max_length=300),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="social_boundary",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("kun_traening", "Behovet er træning; der er ingen social indsats i spil"),
                            ("ved_siden_af", "Der er også en social indsats; planen erstatter den ikke"),
                            ("social", "Behovet er mest støtte eller omsorg efter lov om social service"),
                        ],
                        db_default="",
                        max_length=20,
                    ),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="social_note",
                    field=models.TextField(blank=True, db_default=""),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="status_receivers",
                    field=models.JSONField(db_default=[], default=list),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="surroundings_before",
                    field=models.TextField(blank=True, db_default=""),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="surroundings_now",
                    field=models.TextField(blank=True, db_default=""),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="team",
                    field=models.JSONField(db_default=[], default=list),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="tests",
                    field=models.JSONField(db_default=[], default=list),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="transport_need",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("selv", "Kan selv komme frem"),
                            ("siddende", "Har brug for kørsel, siddende"),
                            ("liggende", "Har brug for kørsel, liggende"),
                        ],
                        db_default="",
                        max_length=20,
                    ),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="type_answers",
                    field=models.JSONField(
                        db_default={}, default=dict, help_text="The answers of the guided choice, by its questions' keys."
                    ),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="type_proposed",
                    field=models.CharField(blank=True, db_default="", max_length=20),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="type_reason",
                    field=models.TextField(blank=True, db_default=""),
                ),
                migrations.AddField(
                    model_name="planversion",
                    name="wheelchair",
                    field=models.BooleanField(db_default=False, default=False),
                ),
            ],
        ),
    ]
