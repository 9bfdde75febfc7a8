"""One table for every code list, with everyday words and validity, and the words by which a code is found."""

import uuid

import django.contrib.postgres.fields
from django.db import migrations, models

from accounts.rls import grant

CODES = ("gop_code", "gop_codeword")
READERS = ("gop_author", "gop_authority", "gop_provider", "gop_analyst", "gop_platform", "gop_job", "gop_public")
LISTS = [
    ("diagnose", "Diagnoser (SKS)"),
    ("indsats", "Operationer og indsatser (SKS)"),
    ("icf", "Funktionsevne (ICF)"),
]
# The words are made by load_registry, which runs after every migration
KEPT = """
INSERT INTO gop_code (id, code_list, code, text, "group", synonyms, code_key, imported)
SELECT gen_random_uuid(), 'diagnose', code, text, "group", '{}', lower(code), false FROM gop_diagnosis
"""


class Migration(migrations.Migration):
    dependencies = [("gop", "0009_content")]
    operations = [
        migrations.CreateModel(
            name="Code",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code_list", models.CharField(choices=LISTS, max_length=20)),
                ("code", models.CharField(max_length=12)),
                ("text", models.CharField(max_length=300)),
                ("group", models.CharField(blank=True, max_length=100)),
                (
                    "synonyms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100), blank=True, default=list, help_text="Everyday words.", size=None
                    ),
                ),
                ("code_key", models.CharField(db_collation="C", help_text="In lower case.", max_length=12)),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, help_text="The last day it may be used.", null=True)),
                (
                    "imported",
                    models.BooleanField(default=False, help_text="Text and dates are of a list read in here; load_registry leaves them."),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("code_list", "code"), name="code_once")],
                "indexes": [models.Index(fields=["code_list", "code_key"], name="code_by_key")],
            },
        ),
        migrations.CreateModel(
            name="CodeWord",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code_list", models.CharField(choices=LISTS, max_length=20)),
                ("word", models.CharField(db_collation="C", max_length=60)),
                ("everyday", models.BooleanField(help_text="From synonyms or group, not from the text.")),
                ("codes", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), default=list, size=None)),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("code_list", "word", "everyday"), name="codeword_once")]},
        ),
        *[grant(role, "SELECT", *CODES) for role in READERS],
        grant("gop_platform", "INSERT, UPDATE", *CODES),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
        migrations.DeleteModel("Diagnosis"),
    ]
