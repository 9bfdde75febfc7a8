"""Contacts by matter, kept by each organisation: who made them, who confirmed them, and a wall around writing them."""

from django.db import migrations, models
from django.db.models import Q

from accounts.rls import policy, protect

CONTACT = "accounts_contact"
# A directory: whoever may read the registry reads every row. Said as a fact of each row, since no policy is a plain true.
DIRECTORY = "organisation_id IS NOT NULL"
# An organisation writes its own; the registry's loader acts for no organisation, and one equality says both.
OWN_OR_LOADER = "organisation_id = coalesce(app_organisation(), organisation_id)"
READERS = ("gop_author", "gop_authority", "gop_provider", "gop_analyst", "gop_platform", "gop_job", "gop_public")


def text(length: int) -> models.CharField:  # type: ignore[type-arg]
    return models.CharField(max_length=length, blank=True, db_default="")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_doctor")]
    operations = [
        migrations.AlterField("contact", "name", models.CharField(max_length=200, help_text="The function, rather than a person.")),
        migrations.AddField("contact", "address", text(300)),
        migrations.AddField("contact", "hours", models.CharField(max_length=200, blank=True, db_default="", help_text="When it answers.")),
        migrations.AddField("contact", "made_at", models.DateTimeField(null=True, help_text="Empty: loaded with the registry.")),
        migrations.AddField("contact", "made_by_name", text(200)),
        migrations.AddField(
            "contact", "confirmed_on", models.DateField(null=True, help_text="The last day somebody said that it is still right.")
        ),
        migrations.AddField("contact", "confirmed_by_name", text(200)),
        migrations.AddField(
            "contact", "ended_at", models.DateTimeField(null=True, help_text="When its last day was set by a later change.")
        ),
        migrations.AddField("contact", "ended_by_name", text(200)),
        migrations.AddField(
            "contact",
            "dropped",
            models.BooleanField(default=False, db_default=False, help_text="Replaced or called off before it held for a whole day."),
        ),
        migrations.RemoveConstraint("contact", "contact_once"),
        migrations.AddConstraint(
            "contact",
            models.UniqueConstraint(name="contact_once", fields=["organisation", "matter", "valid_from"], condition=Q(dropped=False)),
        ),
        protect(CONTACT),
        *[policy(CONTACT, role, DIRECTORY, command="SELECT") for role in READERS],
        *[policy(CONTACT, "gop_platform", OWN_OR_LOADER, command=command) for command in ("INSERT", "UPDATE")],
    ]
