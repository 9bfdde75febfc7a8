"""Notices ahead: each addressee's mark "read" is seen by the sender too, and only an addressee can make one."""

import uuid

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

from accounts.rls import grant, policy, tie

NOTICE, SEEN = "gop_capacitynotice", "gop_capacitynoticeseen"
READERS = ("gop_author", "gop_authority", "gop_analyst")
SENDERS = ("gop_author", "gop_authority")
BOTH_SIDES = "app_organisation() = ANY (ARRAY[organisation_id, sender_id])"
# One record is written, so EXISTS: the notice's own policy shows it to addressees alone
ADDRESSED = f"""organisation_id = app_organisation() AND organisation_id <> sender_id
  AND EXISTS (SELECT FROM {NOTICE} n WHERE n.id = notice_id AND n.organisation_id = sender_id)"""


def without(role: str) -> migrations.RunSQL:
    """The ground's policy, which showed a mark to nobody but who made it."""
    own = "organisation_id = app_organisation()"
    name = f"{role.removeprefix('gop_')}_all"
    return migrations.RunSQL(
        f"DROP POLICY {name} ON {SEEN};", f"CREATE POLICY {name} ON {SEEN} FOR ALL TO {role} USING ({own}) WITH CHECK ({own});"
    )


class Migration(migrations.Migration):
    dependencies = [("gop", "0031_experience"), ("accounts", "0008_offerings")]
    operations = [
        migrations.AddField(
            "capacitynotice", "withdrawn_by_name", models.CharField(max_length=200, blank=True, default=""), preserve_default=False
        ),
        migrations.AddConstraint("capacitynotice", models.UniqueConstraint(name="capacitynotice_tenant", fields=["id", "organisation"])),
        migrations.AddIndex(
            "capacitynotice", django.contrib.postgres.indexes.GinIndex(name="capacitynotice_addressed", fields=["addressees"])
        ),
        migrations.AddField(
            "capacitynoticeseen",
            "sender",
            models.ForeignKey(
                to="accounts.organisation",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                default=uuid.UUID(int=0),
                help_text="Whose notice it is.",
            ),
            preserve_default=False,
        ),
        migrations.AddIndex("capacitynoticeseen", models.Index(name="capacitynoticeseen_of", fields=["notice_id"])),
        tie(SEEN, "notice_id", NOTICE, child_tenant="sender_id"),
        *[grant(role, "UPDATE (withdrawn_by_name)", NOTICE) for role in SENDERS],
        *[without(role) for role in READERS],
        *[policy(SEEN, role, BOTH_SIDES, command="SELECT") for role in READERS],
        *[policy(SEEN, role, ADDRESSED, command="INSERT") for role in READERS],
    ]
