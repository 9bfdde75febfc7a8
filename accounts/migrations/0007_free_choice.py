"""What an organisation offers, on its public page: everybody reads it, the organisation writes its own."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from accounts.rls import grant, policy, protect

OFFERING = "accounts_offering"
# A directory: said as a fact of each row, since no policy is a plain true
DIRECTORY = "organisation_id IS NOT NULL"
READERS = ("gop_author", "gop_authority", "gop_provider", "gop_analyst", "gop_platform", "gop_job", "gop_public")
WRITERS = ("gop_author", "gop_authority", "gop_platform")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_contacts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Offering",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=120)),
                ("target_group", models.CharField(max_length=500)),
                ("content", models.TextField()),
                ("referral", models.CharField(help_text="How one gets there.", max_length=500)),
                ("place", models.CharField(blank=True, max_length=300)),
                ("waiting", models.CharField(blank=True, help_text="Waiting time, in words.", max_length=200)),
                ("waiting_stated_on", models.DateField(null=True)),
                ("position", models.PositiveSmallIntegerField(default=1)),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=200)),
                ("ended_at", models.DateTimeField(help_text="Replaced or put away; kept for the record.", null=True)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="offerings", to="accounts.organisation"),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("ended_at__isnull", True)), fields=["organisation", "position"], name="offering_shown")
                ],
            },
        ),
        protect(OFFERING),
        *[grant(role, "SELECT", OFFERING) for role in READERS],
        *[policy(OFFERING, role, DIRECTORY, command="SELECT") for role in READERS],
        *[grant(role, "INSERT, UPDATE", OFFERING) for role in WRITERS],
        *[policy(OFFERING, role, command=command) for role in WRITERS for command in ("INSERT", "UPDATE")],
    ]
