"""Attempts are counted by the web before there is an actor; the log gets its readers, each of the own organisation."""

import uuid

from django.db import migrations, models

from accounts.rls import OWN, grant, policy

LOG = "accounts_accesslog"
# A lead and a coordinator read beside the organisation's administrator; which person may is the verb's to say.
READERS = ("gop_author", "gop_authority", "gop_platform")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_walls")]
    operations = [
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("scope", models.CharField(max_length=20)),
                ("key", models.BinaryField(max_length=32)),
                ("at", models.DateTimeField(db_index=True)),
            ],
            options={"indexes": [models.Index(fields=["scope", "key", "at"], name="attempt_scope_key_at")]},
        ),
        migrations.AddIndex("accesslog", models.Index(fields=["organisation_id", "user_id", "at"], name="accesslog_person_at")),
        migrations.AddIndex("accesslog", models.Index(fields=["organisation_id", "subject_id", "at"], name="accesslog_subject_at")),
        grant("gop_web", "SELECT, INSERT, DELETE", "accounts_attempt"),
        *[grant(role, "SELECT", LOG) for role in READERS],
        *[policy(LOG, role, OWN, command="SELECT") for role in READERS],
    ]
