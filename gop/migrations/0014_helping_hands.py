"""Phrases, authors' details, and a doctor's approval of a draft."""

import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from accounts.rls import grant, policy, protect, tie

ANSWERS = [("godkendt", "Godkendt"), ("tilbage", "Sendt tilbage til forfatteren")]
TABLES = ("gop_phrase", "gop_authordetails", "gop_approval")


def _row() -> list[tuple[str, models.Field]]:
    return [
        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
        (
            "organisation",
            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("gop", "0013_attachments")]
    operations = [
        migrations.AddField("planversion", "approved_by_name", models.CharField(blank=True, db_default="", max_length=200)),
        migrations.AddField("planversion", "approved_at", models.DateTimeField(null=True)),
        migrations.CreateModel(
            name="Phrase",
            fields=[
                *_row(),
                (
                    "department",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
                ),
                ("user_id", models.UUIDField(null=True)),
                ("field", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=100)),
                ("text", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        name="phrase_one_keeper",
                        condition=Q(department__isnull=True, user_id__isnull=False) | Q(department__isnull=False, user_id__isnull=True),
                    )
                ],
                "indexes": [models.Index(fields=["organisation", "field"], name="phrase_field", condition=Q(ended_at__isnull=True))],
            },
        ),
        migrations.CreateModel(
            name="AuthorDetails",
            fields=[
                *_row(),
                ("user_id", models.UUIDField()),
                ("title", models.CharField(blank=True, max_length=100)),
                ("phone", models.CharField(blank=True, max_length=30)),
            ],
            options={"constraints": [models.UniqueConstraint(name="authordetails_once", fields=["organisation", "user_id"])]},
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                *_row(),
                (
                    "plan",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="approvals", to="gop.plan"),
                ),
                ("revision", models.PositiveIntegerField()),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.UUIDField()),
                ("asked_by_name", models.CharField(max_length=200)),
                ("answer", models.CharField(max_length=20, choices=ANSWERS, blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.UUIDField(null=True)),
                ("answered_by_name", models.CharField(max_length=200, blank=True)),
                ("comment", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        name="approval_one_open", fields=["organisation", "plan"], condition=Q(answered_at__isnull=True)
                    ),
                    models.CheckConstraint(
                        name="approval_answered_whole",
                        condition=Q(answered_at__isnull=True, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                    ),
                ],
            },
        ),
        protect(*TABLES),
        tie("gop_approval", "plan_id", "gop_plan"),
        grant("gop_author", "SELECT, INSERT, UPDATE", *TABLES),
        *[policy(table, "gop_author") for table in TABLES],
    ]
