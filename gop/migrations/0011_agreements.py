"""Agreements of the regions and home hospitals: dated rows that everybody reads and the platform writes."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from accounts.rls import grant

TABLES = ("gop_regionagreement", "gop_homehospital")
READERS = ("gop_author", "gop_authority", "gop_provider", "gop_analyst", "gop_platform", "gop_job", "gop_public")
MATTERS = [
    ("boerneforloeb", "Genoptræning af børn"),
    ("boernebrev", "Brev i stedet for plan til et barn"),
    ("funktionsniveau", "Afdelingens funktionsniveau"),
    ("egentraening", "Egentræning efter instruks"),
]
FOLLOWS = [("kraeves", "Kræves"), ("advares", "Advares om"), ("slaaet_fra", "Bruges ikke")]
TYPES = [
    ("almen", "Almen genoptræning"),
    ("specialiseret", "Genoptræning på specialiseret niveau"),
    ("rehabilitering", "Rehabilitering på specialiseret niveau"),
]
LEVELS = [
    ("hovedfunktion", "Hovedfunktion"),
    ("regionsfunktion", "Regionsfunktion"),
    ("hoejt_specialiseret", "Højt specialiseret funktion"),
]


def organisation() -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation")


class Migration(migrations.Migration):
    dependencies = [("gop", "0010_codes"), ("accounts", "0002_walls")]
    operations = [
        migrations.CreateModel(
            name="RegionAgreement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("matter", models.CharField(choices=MATTERS, max_length=20)),
                ("follows", models.CharField(choices=FOLLOWS, max_length=20)),
                ("plan_type", models.CharField(blank=True, choices=TYPES, help_text="Empty: every type.", max_length=20)),
                (
                    "least_level",
                    models.CharField(blank=True, choices=LEVELS, help_text="Of the sending department.", max_length=20),
                ),
                (
                    "age_from",
                    models.PositiveSmallIntegerField(blank=True, help_text="Whole years on day 0; empty: from birth.", null=True),
                ),
                (
                    "age_under",
                    models.PositiveSmallIntegerField(blank=True, help_text="Younger than this on day 0; empty: any age.", null=True),
                ),
                ("text", models.CharField(max_length=500)),
                (
                    "phrase",
                    models.CharField(blank=True, help_text="Words the agreement fixes or offers for the plan or letter.", max_length=500),
                ),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("source", models.CharField(max_length=200)),
                ("assumption", models.BooleanField(default=False)),
                ("region", organisation()),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("region", "matter", "valid_from"), name="agreement_once")]},
        ),
        migrations.CreateModel(
            name="HomeHospital",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "specialty",
                    models.CharField(blank=True, help_text="Of the sending department; empty: every specialty.", max_length=100),
                ),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("source", models.CharField(max_length=200)),
                ("municipality", organisation()),
                ("department", organisation()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("municipality", "specialty", "valid_from"), name="homehospital_once")]
            },
        ),
        *[grant(role, "SELECT", *TABLES) for role in READERS],
        grant("gop_platform", "INSERT, UPDATE", *TABLES),
    ]
